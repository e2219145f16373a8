import { useRef, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { clockTime, exactTime } from '../../ui/times.ts'
import { useSlowClock, When } from '../../ui/when.tsx'
import { ruleNames } from '../../ui/words.ts'
import { href } from '../router.ts'
import { isOfSite } from '../session.ts'
import type { StaffSanction } from '../shapes.ts'
import { standsAs, sanction as words } from '../strings-standing.ts'
import { ActForm, type SanctionAct } from './sanction-acts.tsx'

interface SanctionItemProps {
  sanction: StaffSanction
  /** Whether it says of whom it is, with the way there. */
  named?: boolean
  onChanged: () => void
}

/** What was done about somebody: what, why, until when, by whom; its history, and what can be done now. */
export function SanctionItem({ sanction, named = false, onChanged }: SanctionItemProps) {
  const [act, setAct] = useState<SanctionAct | null>(null)
  const item = useRef<HTMLLIElement>(null)
  const leave = () => {
    setAct(null)
    onceDrawn(() => item.current?.querySelector('button')?.focus())
  }
  const { kind, section, rule, reason, by, createdAt, isHolding, note, cases, comments, appeal } = sanction
  return (
    <li ref={item} class={isHolding ? 'co-sanction co-sanction-holds' : 'co-sanction'}>
      <p class="co-sanction-head">
        <strong>{words.marks[kind]}</strong>
        {named && (
          <a class="aw-link" href={href.person(sanction.personId)} data-row>
            {sanction.name}
          </a>
        )}
        <span>{standsAs(sanction, (iso) => clockTime(iso, serverNow()))}</span>
      </p>
      <p class="co-note-body" dir="auto">
        {reason}
      </p>
      <p class="co-hint co-sanction-facts">
        <span>{ruleNames[rule]}</span>
        {section && <span>{words.section_(section)}</span>}
        {!section && !isOfSite.value && <span>{words.onSite}</span>}
        <span>
          {words.by(by)} <When at={createdAt} />
        </span>
        {cases.map((one) => (
          <a key={one.id} class="aw-link" href={href.case(one.id)}>
            {one.reference}
          </a>
        ))}
      </p>
      {comments.map((one) => (
        <p key={one.id} class="co-hint">
          <a class="aw-link" href={one.url} target="_blank" rel="noopener">
            “{one.text}”
          </a>
        </p>
      ))}
      {note && (
        <p class="co-hint" dir="auto">
          {words.note}: {note}
        </p>
      )}
      {appeal.state === 'asked' && (
        <blockquote class="co-confirm" dir="auto">
          <p class="co-hint">{words.appealSays}</p>
          <p class="co-note-body">{appeal.words}</p>
        </blockquote>
      )}
      <History sanction={sanction} />
      {act ? (
        <ActForm
          key={act}
          act={act}
          sanction={sanction}
          onDone={() => {
            leave()
            onChanged()
          }}
          onLeave={leave}
        />
      ) : (
        <Acts sanction={sanction} onPick={setAct} />
      )}
    </li>
  )
}

function Acts({ sanction, onPick }: { sanction: StaffSanction; onPick: (act: SanctionAct) => void }) {
  const now = useSlowClock()
  const { kind, isHolding, mayChange, mayJudge, undoUntil, appeal, ended } = sanction
  const acts: SanctionAct[] = [
    ...(mayJudge ? (['judge'] as const) : []),
    ...(mayChange && undoUntil && Date.parse(undoUntil) > now ? (['undo'] as const) : []),
    ...(mayChange && isHolding ? (['end'] as const) : []),
    ...(mayChange && isHolding && kind !== 'warn' ? (['change'] as const) : []),
  ]
  return (
    <>
      {appeal.state === 'asked' && !mayJudge && ended !== 'error' && <p class="co-warning">{words.otherJudges}</p>}
      {acts.length > 0 && (
        <div class="co-actions">
          {acts.map((act) => (
            <button key={act} type="button" class="aw-button" onClick={() => onPick(act)}>
              {words[act]}
            </button>
          ))}
        </div>
      )}
    </>
  )
}

function History({ sanction: { history } }: { sanction: StaffSanction }) {
  return (
    <details class="co-sanction-history">
      <summary>{words.history(history.length)}</summary>
      <ol>
        {history.map(({ step, at, by, words: why, before }) => (
          <li key={`${step} ${at}`}>
            <strong>{words.steps[step]}</strong> {step === 'over' ? words.byItself : words.by(by)},{' '}
            <time dateTime={at}>{exactTime(at)}</time>
            {why && (
              <p class="co-note-body" dir="auto">
                {why}
              </p>
            )}
            {before && <p class="co-hint">{words.before(beforeWords(before))}</p>}
          </li>
        ))}
      </ol>
    </details>
  )
}

function beforeWords({ endsAt, reviewAt, reason }: NonNullable<StaffSanction['history'][number]['before']>): string {
  const end = typeof endsAt === 'string' ? endsAt : reviewAt
  return [typeof end === 'string' && exactTime(end), typeof reason === 'string' && `“${reason}”`]
    .filter(Boolean)
    .join(', ')
}
