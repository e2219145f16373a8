import type { ComponentChildren } from 'preact'
import { findingNames } from '../../../client/ui/words.ts'
import { type Entry, entryPath } from '../log-words.ts'
import { FixedMoment } from '../moment.tsx'
import { wordFor } from '../words.ts'
import { isGone, type Published } from './about.ts'

/** What has become of the case since its finding, or of the words it is about; nothing where nothing has. */
export function Since({ found }: { found: Published }) {
  const { comment, correctedAt, isAppealed, sourceChanged, sourceKind, action, explanation } = found
  const lines: ComponentChildren[] = [
    isAppealed && (
      <>
        <b>Under appeal.</b> Another moderator looks at it again. Until then the finding stands.
      </>
    ),
    correctedAt !== null && (
      <>
        <b>Corrected.</b> The writer has taken these words out of the comment, on{' '}
        <FixedMoment at={Date.parse(correctedAt)} />.
      </>
    ),
    comment?.hasChanged && correctedAt === null && (
      <>
        <b>Edited since.</b> The comment has changed; the words here are those that were judged.
      </>
    ),
    isGone(found) && (
      <>
        <b>{action === 'remove' && explanation ? 'Removed.' : 'Gone.'}</b>{' '}
        {action === 'remove' && explanation
          ? 'The comment was removed by this finding, and its words are not shown.'
          : 'The comment was deleted or removed since. Its words are withheld, and so is what was said about them.'}
      </>
    ),
    sourceChanged && (
      <>
        <b>Passage changed.</b> It does not stand in the {sourceKind ?? 'story'} as it is now; the words here are those
        that were quoted.
      </>
    ),
  ].filter(Boolean)
  if (lines.length === 0) return null
  return (
    <ul class="case-since" aria-label="Since the finding">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** Findings that stood before an appeal. */
export function Earlier({ found: { earlier } }: { found: Published }) {
  if (earlier.length === 0) return null
  return (
    <section>
      <h2>{earlier.length === 1 ? 'The finding before the appeal' : 'Findings before the appeals'}</h2>
      {earlier.map(({ finding, explanation, publishedAt }) => (
        <div class="case-earlier">
          <p>
            <b>{findingNames[finding]}</b>{' '}
            <span class="case-facts">
              <FixedMoment at={Date.parse(publishedAt)} />
            </span>
          </p>
          {explanation && (
            <p class="case-words" dir="auto">
              {explanation}
            </p>
          )}
        </div>
      ))}
    </section>
  )
}

interface Step {
  at: string
  what: string
  /** Its entry in the log; steps that are for staff are there too, and do not say what they are. */
  entry?: number
}

/** The steps that everybody may know of, oldest first, with the log's entries. */
export function Course({ found, entries }: { found: Published; entries: Entry[] }) {
  const { flaggedAt, repliedAt, answeredAt, correctedAt } = found
  const steps: Step[] = [
    { at: flaggedAt, what: 'Flagged' },
    ...(repliedAt ? [{ at: repliedAt, what: 'Answered by the person concerned' }] : []),
    ...entries.map((entry) => ({ at: entry.at, what: whatOf(entry), entry: entry.number })),
    ...(answeredAt ? [{ at: answeredAt, what: 'Answered by the story’s author' }] : []),
    ...(correctedAt ? [{ at: correctedAt, what: 'Corrected by its writer' }] : []),
  ]
  return (
    <section>
      <h2>How it went</h2>
      <ol class="case-course">
        {steps
          .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
          .map(({ at, what, entry }) => (
            <li>
              <FixedMoment at={Date.parse(at)} />
              <span>{what}</span>
              {entry !== undefined && <a href={entryPath(entry)}>Entry {entry}</a>}
            </li>
          ))}
      </ol>
    </section>
  )
}

function whatOf({ verb, detail }: Entry): string {
  if (verb === 'case.appealed') return 'Appealed'
  const again = Number(detail.round) > 1 ? ', after an appeal' : ''
  return `Finding: ${wordFor(findingNames, detail.finding).toLowerCase()}${again}`
}
