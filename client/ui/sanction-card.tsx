import type { ComponentChildren } from 'preact'
import type * as z from 'zod'
import type { Sanction } from '../../server/contract/sanctions.ts'
import { ruleNames } from './note-words.ts'
import { type SanctionFacts, sanctionMarks, sanctionMore, sanctionTitle, sanctionWords } from './sanction-words.ts'

type Own = SanctionFacts & Partial<Pick<z.output<typeof Sanction>, 'id' | 'appeal' | 'comments'>>

interface SanctionCardProps {
  sanction: Own
  /** How a time is written. */
  write: (iso: string) => string
  /** What the person can do about it. */
  children?: ComponentChildren
}

/** What a moderator did about a person, as that person reads it: what, why, by which rule, until when, and what next. */
export function SanctionCard({ sanction, write, children }: SanctionCardProps) {
  const { id, kind, rule, reason, ended, comments = [], appeal } = sanction
  const look = kind === 'limit' ? 'premoderated' : 'closed'
  return (
    <section class={`pause pause-${look} sanction`} aria-label={sanctionMarks[kind]} id={id && `sanction-${id}`}>
      <p class="pause-mark aw-small-caps">
        <i aria-hidden="true" />
        {sanctionMarks[kind]}
      </p>
      <h3 tabIndex={-1}>{sanctionTitle(sanction, write)}</h3>
      <blockquote class="pause-reason" dir="auto">
        {reason}
      </blockquote>
      <p class="pause-more">
        {sanctionWords.rule}: {ruleNames[rule].toLowerCase()}.
      </p>
      {comments.length > 0 && (
        <div class="pause-more">
          {sanctionWords.led}:
          <ul class="sanction-led">
            {comments.map((comment) => (
              <li key={comment.id}>
                <a class="aw-link" href={comment.url}>
                  “{comment.text}”
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {ended ? (
        <p class="pause-more">{sanctionWords.over[ended]}</p>
      ) : (
        sanctionMore(sanction, write).map((words) => (
          <p key={words} class="pause-more">
            {words}
          </p>
        ))
      )}
      {appeal && <Appealed appeal={appeal} isPast={ended !== null && ended !== 'appeal'} />}
      {children}
    </section>
  )
}

function Appealed({ appeal: { state, answer }, isPast }: { appeal: NonNullable<Own['appeal']>; isPast: boolean }) {
  if (state === null) return null
  const words = isPast ? sanctionWords.past : sanctionWords.appealState
  if (state === 'asked') return <p class="pause-more">{words.asked}</p>
  return (
    <>
      <p class="pause-more">{words[state]}</p>
      <blockquote class="pause-reason" dir="auto">
        {answer}
      </blockquote>
    </>
  )
}
