import { factsOf, linked, reasonsOf, type Since, standingWords, stands } from './log-facts.ts'
import { type Entry, entryPath, headingOf, officeWords, type Part, type Sentence, whereOf } from './log-words.ts'
import { dayOf, FixedMoment } from './moment.tsx'

export interface DecisionProps {
  entry: Entry
  since: Since
  /** Which entry says that the words of this one were removed, and when (epoch ms). */
  removal: { number: number; at: number } | undefined
  namesStory: boolean
}

/** One decision in words: what, by which office, why, and how long it was to last and did. */
export function Decision({ entry, since, removal, namesStory }: DecisionProps) {
  const where = whereOf(entry, namesStory)
  const words = entry.words ?? reasonsOf(entry, since)
  const day = dayOf(Date.parse(entry.at))
  return (
    <li class={`decision decision-${entry.verb.replace(/[._]/g, '-')}`} id={`e-${entry.number}`}>
      <div class="decision-mark">
        <FixedMoment at={Date.parse(entry.at)} under />
        <a href={entryPath(entry.number)}>Entry {entry.number}</a>
        <code title={`Hash: ${entry.hash}`}>{entry.hash.slice(0, 8)}</code>
      </div>
      <div>
        <p class="decision-what">
          <b>{headingOf(entry)}</b> <span class="decision-office">{officeWords(entry)}</span>
        </p>
        {where.length > 0 && (
          <p>
            <Words parts={where} day={day} />
          </p>
        )}
        {words && (
          <blockquote class="decision-why" dir="auto">
            {words}
          </blockquote>
        )}
        {entry.wordsDigest !== null && entry.words === null && <Gone removal={removal} day={day} />}
        <p class="decision-facts">
          {factsOf(entry, since).map((sentence) => (
            <>
              <Words parts={sentence} day={day} />{' '}
            </>
          ))}
          {stands(entry, since) && <b class="standing">{standingWords(entry)}</b>}
        </p>
      </div>
    </li>
  )
}

function Gone({ removal, day }: Pick<DecisionProps, 'removal'> & { day: string }) {
  if (!removal) return <p class="decision-gone">The words of this entry are gone, and no entry says why.</p>
  const { number, at } = removal
  return (
    <p class="decision-gone">
      <Words parts={['The words of this entry have been removed: see ', linked(number), ', ', { at }, '.']} day={day} />
    </p>
  )
}

/** @param day the one that stands above: times of another day say theirs. */
function Words({ parts, day }: { parts: Sentence; day: string }) {
  return (
    <>
      {parts.map((part) => (
        <Piece part={part} day={day} />
      ))}
    </>
  )
}

function Piece({ part, day }: { part: Part; day: string }) {
  if (typeof part === 'string') return <>{part}</>
  return 'at' in part ? (
    <FixedMoment at={part.at} under={dayOf(part.at) === day} />
  ) : (
    <a href={part.href}>{part.text}</a>
  )
}
