import type { ComponentChildren } from 'preact'
import type * as z from 'zod'
import type { Statement } from '../../../server/contract/my-cases.ts'
import { findingNames, findingSentence, noteWords } from '../../ui/note-words.ts'
import { exactTime } from '../../ui/times.ts'
import type { Mine } from './mine.ts'
import { strings } from './strings.ts'

interface ReasonsProps {
  mine: Mine
  statement: z.output<typeof Statement>
  /** How a time is written. */
  write?: (iso: string) => string
  /** The way to correct the comment, for who is asked to. */
  children?: ComponentChildren
}

/** The statement of reasons: what was decided, by which rule, about which words, why, what was done and by whom. */
export function Reasons({ mine, statement, write = exactTime, children }: ReasonsProps) {
  const { finding, action, rules, words, explanation, decidedAt, hadSecond, wasHeldByRule } = statement
  const isMine = mine.part === 'concerned'
  const whose = isMine ? 'yours' : 'theirs'
  const isKeptOut = action === 'remove' && !statement.wasLetThrough
  return (
    <section class="case-part" aria-labelledby="case-reasons">
      <h3 id="case-reasons">{strings.reasons}</h3>
      <dl class="case-reasons">
        <Line term={strings.what}>
          <b>{findingNames[finding]}.</b>{' '}
          {findingSentence(finding, mine.sourceKind, mine.outsideUrl ? 'post' : 'comment')}
        </Line>
        <Line term={strings.rule}>
          {rules.length === 0
            ? strings.noRule
            : rules.map(({ code, title, words: inWords }) => (
                <span key={code}>
                  <b>{title}:</b> {inWords}{' '}
                </span>
              ))}
        </Line>
        <Line term={strings.words}>{words === null ? strings.wholeComment : `“${words}”`}</Line>
        {mine.allegation && <Line term={strings.wasAlleged}>{mine.allegation}</Line>}
        <Line term={strings.why}>{explanation}</Line>
        <Line term={strings.done}>{isKeptOut ? strings.notLetThrough[whose] : strings.doneTo[whose][action]}</Line>
        <Line term={strings.whoDecided}>
          {hadSecond ? strings.second : strings.moderator} {wasHeldByRule ? strings.heldByRule : strings.notAutomated}
        </Line>
        <Line term={strings.when}>
          <time dateTime={decidedAt}>{write(decidedAt)}</time>
        </Line>
      </dl>
      {mine.reply !== null && (
        <p class="case-said" dir="auto">
          <b>{isMine ? strings.answered : `${noteWords.itsWriter} ${noteWords.answered}`}</b> “{mine.reply}”
        </p>
      )}
      {children}
    </section>
  )
}

function Line({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}
