import { serverNow } from '../../ui/clock.ts'
import { clockTime, dayOf } from '../../ui/times.ts'
import { useThread } from '../thread.ts'
import { useKeptText } from './kept-text.ts'
import { type Mine, type Settle, sendAppeal } from './mine.ts'
import { strings } from './strings.ts'
import { NotSent, TextForm } from './text-form.tsx'

const SHORTEST = 20
const LONGEST = 1_000

interface AppealProps {
  mine: Mine
  settle: Settle
}

/** How to appeal and until when, and the appeal; or what was said in it. */
export function Appeal({ mine, settle }: AppealProps) {
  const thread = useThread()
  const kept = useKeptText(thread, mine.id, 'appeal')
  const { appeal, mayAppeal, statement } = mine
  const until = statement?.appeal.until
  const now = serverNow()
  const isAgainst = mine.part === 'concerned' && statement !== null && statement.rules.length > 0
  if (!mayAppeal && !appeal && !isAgainst) return <NotSent kept={kept} />
  const send = async (reason: string) => {
    const problem = settle(await sendAppeal(thread, mine.id, reason), strings.appealSent)
    if (problem === null) kept.done()
    return problem
  }
  return (
    <section class="case-part" aria-labelledby="case-redress">
      <h3 id="case-redress">{strings.redress}</h3>
      {appeal && (
        <p class="case-said" dir="auto">
          <b>{strings.appealedOn(dayOf(appeal.at, now))}</b> “{appeal.reason}”
        </p>
      )}
      {appeal && mine.stage === 'appealed' && <p class="case-hint">{strings.appealNext}</p>}
      {mayAppeal ? (
        <>
          <p>{until ? strings.appealHow(clockTime(until, now)) : strings.appealHowBare}</p>
          <TextForm
            id="case-appeal"
            label={strings.yourAppeal}
            hint={strings.appealHint}
            action={strings.sendAppeal}
            kept={kept}
            least={SHORTEST}
            most={LONGEST}
            send={send}
          />
        </>
      ) : (
        <>
          {!appeal && <p>{until && Date.parse(until) <= now ? strings.noAppeal : strings.noAppealFor}</p>}
          <NotSent kept={kept} />
        </>
      )}
    </section>
  )
}
