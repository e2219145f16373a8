import type { Command } from 'commander'
import type { ImportCommandOptions } from './run-import.ts'

/** `import wordpress FILE`: ends with code 0 when the whole file was imported, 1 when it was refused or stopped. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('bring comments and stories over from another system')
    .helpCommand(false)
    .command('wordpress')
    .description('from a WordPress export (Tools → Export → All content). A second run adds only what is new.')
    .argument('<file>', 'the XML file')
    .option('--dry-run', 'say what would happen, and write nothing')
    .option('--site <address>', 'address of the WordPress site, if the file does not say')
    .action(async (file: string, options: ImportCommandOptions) => {
      // Only now: help need not wait for the database drivers.
      const { runImport } = await import('./run-import.ts')
      await runImport(file, options)
    })
}
