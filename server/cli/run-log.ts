import type { LogHead } from '../../db/log.ts'
import { removeWords } from '../log/remove-words.ts'
import { type Verification, verifyLog } from '../log/verify-log.ts'
import { withContext } from './open-context.ts'

/** How many faults are printed; a log that was cut up has one an entry. */
const SHOWN = 50

/** Checks the log and says what was found, each fault in a line of its own. */
export async function runVerify(noted: LogHead | undefined): Promise<void> {
  await withContext(async (ctx) => {
    const found = await verifyLog(ctx.db.read, noted)
    process.stdout.write(found.faults.length > 0 ? faultText(found) : soundText(found, noted))
    if (found.faults.length > 0) process.exitCode = 1
  })
}

/** Removes the words of an entry and says where they may still stand. */
export async function runRemoveWords(number: number): Promise<void> {
  await withContext(async (ctx) => {
    const others = await removeWords(ctx, number)
    const lines = [`The words of entry ${number} are gone from the log. A new entry says so.`]
    if (others.length > 0)
      lines.push(`The same words still stand in ${others.length === 1 ? 'entry' : 'the entries'} ${others.join(', ')}.`)
    lines.push('Backups have them still, and so has a suspension that stands: its notice shows them until it ends.')
    process.stdout.write(`${lines.join('\n')}\n`)
  })
}

function soundText({ number, hash }: Verification, noted: LogHead | undefined): string {
  if (number === 0) return 'The log is empty: nothing has been decided yet.\n'
  const lines = [
    `The log verifies: ${number === 1 ? '1 entry' : `${number} entries`}, none changed, missing or put in.`,
    ...(noted ? [`Entry ${noted.number} is the one that was noted earlier.`] : []),
    `The last is entry ${number}, with the hash`,
    hash,
    'Keep this line outside the server. It shows later whether the log was rewritten:',
    `npm run afterword -- log verify --head ${number}:${hash}`,
  ]
  return `${lines.join('\n')}\n`
}

function faultText({ faults }: Verification): string {
  const shown = faults.slice(0, SHOWN).map((fault) => `  ${fault.what}`)
  const rest = faults.length - shown.length
  const lines = [
    `The log does not verify. ${faults.length === 1 ? 'One thing is' : `${faults.length} things are`} wrong:`,
    ...shown,
    ...(rest > 0 ? [`  … and ${rest} more.`] : []),
  ]
  return `${lines.join('\n')}\n`
}
