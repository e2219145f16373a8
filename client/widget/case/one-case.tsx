import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { casePage } from '../../ui/note-card.tsx'
import { clockTime } from '../../ui/times.ts'
import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import { Answering, Correct } from './answering.tsx'
import { Appeal } from './appeal.tsx'
import { Failed } from './case-list.tsx'
import { CaseQuotes } from './case-quotes.tsx'
import { loadCase, type Mine, type Settle } from './mine.ts'
import { Reasons } from './reasons.tsx'
import { canDo, mayCorrect, stageWords } from './stage.ts'
import { strings } from './strings.ts'
import { TakeBack } from './take-back.tsx'

interface OneCaseProps {
  id: string
  onHeading: (words: string) => void
  onList: () => void
  onClose: () => void
}

/** One case, for the person who reads: what it is about, how far it is, what was decided and what can be done. */
export function OneCase({ id, onHeading, onList, onClose }: OneCaseProps) {
  const thread = useThread()
  const [mine, setMine] = useState<Mine | string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [said, say] = useState('')
  const load = async () => {
    setMine(null)
    const loaded = await loadCase(thread, id)
    if (typeof loaded !== 'string') {
      onHeading(strings.heading[loaded.part])
      say(spoken(loaded))
    }
    setMine(loaded)
  }
  useEffect(() => void load(), [id])
  /** Shows the case as it stands after an attempt. Answers with words if what was sent was not taken. */
  const settle: Settle = (outcome, words) => {
    if (!outcome.mine) return outcome.problem
    setProblem(outcome.problem)
    setMine(outcome.mine)
    if (outcome.problem === null) say(words)
    renderNow()
    // What had the focus is gone; what has come instead of it stands at the top if it is a problem.
    const heading = thread.root.getElementById('case-heading')
    heading?.focus({ preventScroll: true })
    if (outcome.problem) heading?.closest('dialog')?.scrollTo(0, 0)
    return outcome.problem
  }
  return (
    <>
      <p role="status" class="aw-hidden">
        {said}
      </p>
      {mine === null && <p class="case-quiet">{strings.loading}</p>}
      {typeof mine === 'string' && <Failed words={mine} onAgain={() => void load()} />}
      {mine !== null && typeof mine !== 'string' && (
        <>
          <About mine={mine} onClose={onClose} />
          {problem && (
            <p role="alert" class="case-problem">
              {problem}
            </p>
          )}
          {mine.allegation && !mine.statement && <Alleged words={mine.allegation} />}
          {(mine.claim || mine.source) && <CaseQuotes mine={mine} />}
          <Answering mine={mine} settle={settle} onClose={onClose} />
          {mine.statement && (
            <Reasons mine={mine} statement={mine.statement}>
              {mayCorrect(mine) && <Correct mine={mine} hint={strings.correctNow} onClose={onClose} />}
            </Reasons>
          )}
          {mine.statement && <Appeal mine={mine} settle={settle} />}
          {mine.mayWithdraw && <TakeBack mine={mine} settle={settle} />}
        </>
      )}
      <p class="case-foot">
        <button type="button" class="aw-link" onClick={onList}>
          {strings.allCases}
        </button>
      </p>
    </>
  )
}

/** What a screen reader hears once: how far it is, and until when something can be done. */
function spoken(mine: Mine): string {
  const until = mine.mayReply ? mine.replyDueAt : null
  const now = serverNow()
  const inTime = until && Date.parse(until) > now
  return `${stageWords(mine)} ${inTime ? strings.answerUntil(clockTime(until, now)) : ''}`.trim()
}

function About({ mine, onClose }: { mine: Mine; onClose: () => void }) {
  const thread = useThread()
  const { reference, storyTitle, storyUrl, commentId, outsideUrl } = mine
  const isHere = thread.story.value?.id === mine.storyId
  const act = canDo(mine, serverNow())
  const page = mine.statement && mine.statement.action !== 'none' ? casePage(thread.base, reference) : undefined
  return (
    <div class="case-about">
      <p>
        <span class="aw-figures">{reference}</span> ·{' '}
        {isHere ? (
          storyTitle
        ) : (
          <a class="aw-link" href={storyUrl}>
            {storyTitle}
          </a>
        )}
        {commentId && mine.stage !== 'gone' && (
          <>
            {' · '}
            <a class="aw-link" href={`${isHere ? '' : storyUrl}#comment-${commentId}`} onClick={onClose}>
              {strings.goToComment}
            </a>
          </>
        )}
        {outsideUrl && (
          <>
            {' · '}
            <a class="aw-link" href={outsideUrl} target="_blank" rel="nofollow ugc noopener">
              {strings.post}
            </a>
          </>
        )}
        {page && (
          <>
            {' · '}
            <a class="aw-link" href={page}>
              {strings.publicPage}
            </a>
          </>
        )}
      </p>
      <p class="case-stage">{stageWords(mine)}</p>
      {act && !mine.mayWithdraw && <p class="case-may">{act}</p>}
    </div>
  )
}

function Alleged({ words }: { words: string }) {
  return (
    <section class="case-part">
      <h3>{strings.alleged}</h3>
      <p class="case-alleged" dir="auto">
        {words}
      </p>
      <p class="case-hint">{strings.allegedNobody}</p>
    </section>
  )
}
