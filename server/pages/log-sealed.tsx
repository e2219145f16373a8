import { type Entry, entryPath } from './log-words.ts'
import { FixedMoment } from './moment.tsx'
import { counted } from './words.ts'

/**
 * Steps that are for staff, of cases or about people, as one quiet line: that there were some is told to everybody, what they were is
 * not. Their hashes are below it, so that the chain can be followed through them.
 *
 * @param steps neighbours in the log, newest first; at least one.
 */
export function SealedSteps({ steps }: { steps: Entry[] }) {
  const numbers = steps.map(({ number }) => number)
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  const range = first === last ? `entry ${first}` : `entries ${first}–${last}`
  return (
    <li class="sealed">
      <details>
        <summary>
          {counted(steps.length, 'step')} told to staff only ({range})
        </summary>
        <p>
          What happens in a case beside its findings and appeals, and what moderators do about a person, is for those
          people and for staff. It has its place in the chain all the same.
        </p>
        <ol>
          {steps.map(({ number, at, hash }) => (
            <li id={`e-${number}`}>
              <a href={entryPath(number)}>Entry {number}</a> <FixedMoment at={Date.parse(at)} under />{' '}
              <code>{hash}</code>
            </li>
          ))}
        </ol>
      </details>
    </li>
  )
}
