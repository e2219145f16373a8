import type { Command } from 'commander'

export function addKey(program: Command): void {
  const key = program.command('key').description('keys of the publisher’s own systems').helpCommand(false)
  key
    .command('make')
    .description('make a key that begins stories and sends their texts and updates. It is printed this once.')
    .argument('<name>', 'what it is for')
    .action(async (name: string) => {
      // Only now: help need not wait for the database drivers.
      const { runMakeKey } = await import('./run-key.ts')
      await runMakeKey(name)
    })
}
