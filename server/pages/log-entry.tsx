import type * as z from 'zod'
import { findingNames, reasonNames, updateKindNames } from '../../client/ui/words.ts'
import type { SuspensionLength } from '../../db/pages.ts'
import type { LogEntry } from '../contract/log.ts'
import { FixedMoment } from './moment.tsx'
import { duration, wordFor } from './words.ts'

type Entry = z.output<typeof LogEntry>

interface Props {
  entry: Entry
  /** The pause that the entry is about, as it stands now. */
  pause: SuspensionLength | undefined
  /** What is public of the finding that the entry is about. */
  finding: { explanation: string; commentId: string } | undefined
  /** Epoch ms. */
  now: number
  namesStory: boolean
}

const offices: Record<Entry['role'], string> = {
  author: 'The story’s author',
  moderator: 'A moderator',
  owner: 'An owner',
  automatic: 'By itself',
}

const standing = {
  rumour: 'a rumour',
  reported: 'reported, not confirmed',
  confirmed: 'confirmed',
  denied: 'denied',
  disputed: 'disputed',
}

/** One decision in words: what, by which office, why, and how long it was to last and did. */
export function Decision({ entry, namesStory, ...why }: Props) {
  return (
    <li class={`decision decision-${entry.verb.replace('.', '-')}`} id={`d-${entry.id}`}>
      <FixedMoment at={Date.parse(entry.at)} under />
      <div>
        <p class="decision-what">
          <b>{headingOf(entry)}</b> <span class="decision-office">{offices[entry.role]}</span>
        </p>
        {namesStory && (
          <p>
            on <a href={`/stories/${entry.storyId}`}>{entry.storyTitle}</a>
          </p>
        )}
        <Why entry={entry} {...why} />
      </div>
    </li>
  )
}

function headingOf({ verb, detail }: Entry): string {
  switch (verb) {
    case 'suspension.started':
      return 'Comments paused'
    case 'suspension.ended':
      return 'Comments reopened'
    case 'case.decided':
      return `Finding: ${wordFor(findingNames, detail.finding).toLowerCase()}`
    case 'update.published':
      return `UPDATE ${detail.number} published`
  }
}

function Why({ entry: { verb, detail, storyId }, pause, finding, now }: Omit<Props, 'namesStory'>) {
  switch (verb) {
    case 'suspension.started':
      return (
        <>
          <blockquote class="decision-why">{detail.reason}</blockquote>
          <p class="decision-facts">
            {wordFor(reasonNames, detail.reasonCode)}. {pause && <Planned pause={pause} reviewAt={detail.reviewAt} />}{' '}
            {pause && <Real pause={pause} now={now} />}
          </p>
        </>
      )
    case 'suspension.ended':
      return <p class="decision-facts">{pause && <Lasted pause={pause} />}</p>
    case 'case.decided':
      return (
        <>
          {finding && <blockquote class="decision-why">{finding.explanation}</blockquote>}
          <p class="decision-facts">
            Case {detail.reference}.{' '}
            {finding ? (
              <>
                The note stands beside <a href={`/stories/${storyId}#comment-${finding.commentId}`}>the comment</a>.
              </>
            ) : (
              withoutNote(detail.action)
            )}
          </p>
        </>
      )
    case 'update.published':
      return (
        <p class="decision-facts">
          {wordFor(updateKindNames, detail.kind)}
          {detail.status ? `. What it tells is ${wordFor(standing, detail.status)}.` : '.'}
        </p>
      )
  }
}

/** A note goes with its comment; the log then says so instead of repeating what was said of words that are gone. */
function withoutNote(action: unknown): string {
  return action === 'note'
    ? 'The note went with the comment, which its writer has deleted.'
    : 'No note was put beside the comment.'
}

function Planned({ pause: { startsAt, endsAt }, reviewAt }: { pause: SuspensionLength; reviewAt: unknown }) {
  if (endsAt !== null)
    return (
      <>
        Planned: {duration(endsAt - startsAt)}, until <FixedMoment at={endsAt} />.
      </>
    )
  const review = typeof reviewAt === 'string' ? Date.parse(reviewAt) : Number.NaN
  if (Number.isNaN(review)) return <>Planned without an end.</>
  return (
    <>
      Planned without an end, to be reviewed on <FixedMoment at={review} />.
    </>
  )
}

/** How long it really lasted, or that it stands. An end that has come counts, also before it was written down. */
function Real({ pause: { startsAt, endsAt, endedAt }, now }: { pause: SuspensionLength; now: number }) {
  const end = endedAt ?? (endsAt !== null && endsAt <= now ? endsAt : null)
  if (end === null) return <b class="standing">Still paused.</b>
  return <>Lasted: {duration(end - startsAt)}.</>
}

function Lasted({ pause: { startsAt, endsAt, endedAt } }: { pause: SuspensionLength }) {
  if (endedAt === null) return null
  const real = duration(endedAt - startsAt)
  if (endsAt === null) return <>The pause lasted {real}.</>
  if (endedAt < endsAt)
    return (
      <>
        The pause lasted {real} of the {duration(endsAt - startsAt)} that were planned.
      </>
    )
  return <>The pause lasted {real}, as planned.</>
}
