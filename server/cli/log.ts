import { type Command, InvalidArgumentError } from 'commander'
import type { LogHead } from '../../db/log.ts'

/** `log verify` ends with code 0 when the whole log verifies, 1 when something is wrong with it. */
export function addLog(program: Command): void {
  const log = program.command('log').description('the public log of decisions').helpCommand(false)
  log
    .command('verify')
    .description('check the whole chain of the log; names every entry that was changed, removed or put in')
    .option('--head <number:hash>', 'an entry noted earlier, to find out whether the log was rewritten since', head)
    .action(async (options: { head?: LogHead }) => {
      // Only now: help need not wait for the database drivers.
      const { runVerify } = await import('./run-log.ts')
      await runVerify(options.head)
    })
  log
    .command('remove-words')
    .description('take the words out of one entry, for good. The entry stays, and a new one says that it was done.')
    .argument('<number>', 'number of the entry', entryNumber)
    .action(async (number: number) => {
      const { runRemoveWords } = await import('./run-log.ts')
      await runRemoveWords(number)
    })
}

function head(value: string): LogHead {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/i.exec(value) ?? []
  if (number === undefined || hash === undefined)
    throw new InvalidArgumentError('Give the number and the hash of an entry, as `log verify` prints them.')
  return { number: Number(number), hash: hash.toLowerCase() }
}

function entryNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('Give the number of an entry.')
  return Number(value)
}
