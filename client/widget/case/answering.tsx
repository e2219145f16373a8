import { useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { clockTime, duration, exactTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import { useThread } from '../thread.ts'
import { Ask } from './ask.tsx'
import { useKeptText } from './kept-text.ts'
import { type Mine, type Settle, sendReply } from './mine.ts'
import { strings } from './strings.ts'
import { NotSent, TextForm } from './text-form.tsx'

const LONGEST = 1_000

interface AnsweringProps {
  mine: Mine
  settle: Settle
  onClose: () => void
}

/** For who wrote the comment, before a finding: what happens next, until when they can answer, and the answer. */
export function Answering({ mine, settle, onClose }: AnsweringProps) {
  const thread = useThread()
  const kept = useKeptText(thread, mine.id, 'reply')
  const [asking, setAsking] = useState(false)
  if (mine.part !== 'concerned') return null
  if (!mine.mayReply)
    return (
      <>
        {mine.reply !== null && !mine.statement && <Answered reply={mine.reply} />}
        {mine.hasWaivedReply && !mine.statement && <p class="case-part">{strings.waived}</p>}
        <NotSent kept={kept} />
      </>
    )
  const send = async (reply: string | null) => {
    const outcome = await sendReply(thread, mine.id, reply)
    const problem = settle(outcome, reply === null ? strings.waived : strings.answerSent)
    if (problem === null) kept.done()
    return problem
  }
  return (
    <section class="case-part">
      <h3>{strings.next}</h3>
      <ol class="case-next">
        <li>{strings.nextAnswer}</li>
        <li>{strings.nextDecide}</li>
        <li>{strings.nextTold}</li>
      </ol>
      {mine.replyDueAt && <ReplyClock dueAt={mine.replyDueAt} />}
      <TextForm
        id="case-reply"
        label={strings.yourAnswer}
        hint={strings.answerHint}
        action={strings.sendAnswer}
        kept={kept}
        least={1}
        most={LONGEST}
        send={send}
      >
        {!asking && (
          <button type="button" class="aw-button" data-ask="waive" onClick={() => setAsking(true)}>
            {strings.willNot}
          </button>
        )}
      </TextForm>
      {asking && (
        <Ask
          words={strings.willNotAsk}
          yes={strings.willNotYes}
          no={strings.willNotNo}
          back="waive"
          onYes={() => send(null)}
          onNo={() => setAsking(false)}
        />
      )}
      {mine.commentId && <Correct mine={mine} hint={strings.correctHint} onClose={onClose} />}
    </section>
  )
}

/** How long there is to answer, by the server’s clock, with the time itself beside it. Not said again and again. */
function ReplyClock({ dueAt }: { dueAt: string }) {
  useSlowClock()
  const now = serverNow()
  const leftMs = Date.parse(dueAt) - now
  if (leftMs <= 0)
    return (
      <p class="case-clock">
        <b>{strings.timeIsUp}</b> <span>{strings.canStillAnswer}</span>
      </p>
    )
  return (
    <p class="case-clock">
      <b class="aw-figures">{strings.timeLeft(duration(leftMs))}</b>{' '}
      <time dateTime={dueAt} title={exactTime(dueAt)}>
        {strings.until(clockTime(dueAt, now))}
      </time>
    </p>
  )
}

function Answered({ reply }: { reply: string }) {
  return (
    <section class="case-part">
      <p class="case-said" dir="auto">
        <b>{strings.answered}</b> “{reply}”
      </p>
      <p class="case-hint">{strings.answeredNext}</p>
    </section>
  )
}

/** The other way out: the comment itself, in a form where it stands. */
export function Correct({ mine, hint, onClose }: { mine: Mine; hint: string; onClose: () => void }) {
  const thread = useThread()
  const { commentId, storyId, storyUrl } = mine
  if (!commentId) return null
  const isHere = thread.story.value?.id === storyId
  const mayEdit = thread.chunks.modes()?.allows(thread, `edit:${commentId}`) !== false
  if (isHere && !mayEdit) return null
  return (
    <p class="case-correct">
      {isHere ? (
        <button
          type="button"
          class="aw-link"
          onClick={() => {
            onClose()
            thread.chunks.edit(thread, commentId)
          }}
        >
          {strings.correct}
        </button>
      ) : (
        <a class="aw-link" href={`${storyUrl}#comment-${commentId}`}>
          {strings.correct}
        </a>
      )}{' '}
      <span>{hint}</span>
    </p>
  )
}
