import { CaseQuotes } from '../../../client/widget/case/case-quotes.tsx'
import { Reasons } from '../../../client/widget/case/reasons.tsx'
import { canDo, mayCorrect, stageWords } from '../../../client/widget/case/stage.ts'
import { strings } from '../../../client/widget/case/strings.ts'
import { commentById } from '../../../db/comments.ts'
import { readMyCase } from '../../cases/my-cases.ts'
import { wordsShown } from '../../comments/rules.ts'
import type { Context } from '../../context.ts'
import { renderPage } from '../layout.tsx'
import { momentWords } from '../moment.tsx'
import { storyLink } from '../rules.ts'
import { actPath, ownHeldHref, permalink } from '../thread/addresses.ts'
import type { Person } from '../thread/person.ts'
import type { Act, Mine, RefusedAct } from './acts.ts'
import { MY_CASES } from './addresses.ts'
import { Answering, Appealing, TakingBack } from './forms.tsx'
import { words } from './words.ts'

const told: Record<Act, string> = {
  reply: strings.answerSent,
  waive: strings.waived,
  appeal: strings.appealSent,
  withdraw: strings.takenBack,
}

interface Visit {
  refused?: RefusedAct | undefined
  /** What was just done, by its name. */
  done?: string | undefined
}

/**
 * A case as one of the people in it reads it, without scripts: how far it is, what was decided and why, and by plain
 * forms what they can do.
 * @throws Refusal `not_found`: no such case, or none that this person is told of.
 */
export async function myCasePage(ctx: Context, person: Person, id: string, visit: Visit): Promise<string> {
  const mine = await readMyCase(ctx, person.reader, id)
  const place = await placeOf(ctx, mine, person)
  const { refused, done } = visit
  const title = `${strings.heading[mine.part]}: ${mine.reference}`
  const can = { mine, token: person.reader.isGuest ? null : person.token, refused, write, editHref: place.editHref }
  return renderPage(
    ctx,
    { title, description: words.caseDescription, hidden: true, scripts: ['pages'] },
    <div class="sheet my-case">
      <Head mine={mine} place={place} now={ctx.now()} />
      {done && done in told && !refused && (
        <p class="my-case-told" role="status">
          {told[done as Act]}
        </p>
      )}
      {refused && (
        <p class="problem" role="alert" id="case-problem">
          {words.notSent(refused.problem)}
        </p>
      )}
      {refused && !isOffered(mine, refused.act) && <Unsent text={refused.words} />}
      {mine.allegation && !mine.statement && (
        <section class="case-part">
          <h2>{strings.alleged}</h2>
          <p class="my-case-words" dir="auto">
            {mine.allegation}
          </p>
          <p class="my-case-hint">{strings.allegedNobody}</p>
        </section>
      )}
      {(mine.claim || mine.source) && <CaseQuotes mine={mine} />}
      <Answering {...can} />
      {mine.statement && (
        <Reasons mine={mine} statement={mine.statement} write={write}>
          {mayCorrect(mine) && place.editHref && (
            <p class="my-case-hint">
              <a href={place.editHref}>{strings.correct}</a> {strings.correctNow}
            </p>
          )}
        </Reasons>
      )}
      {mine.statement && <Appealing {...can} now={ctx.now()} />}
      <TakingBack {...can} />
      {person.reader.isGuest && (mine.mayReply || mine.mayAppeal) && <p class="case-part">{words.needsAccount}</p>}
      <nav class="pager" aria-label={words.title}>
        <a href={MY_CASES}>{strings.allCases}</a>
      </nav>
    </div>,
  )
}

/** By the clock of the page: UTC. */
function write(iso: string): string {
  return momentWords(Date.parse(iso))
}

/** Where what the case is about is read and put right; undefined where that cannot be any more. */
interface Place {
  storyPath: string
  commentHref: string | undefined
  editHref: string | undefined
}

async function placeOf({ db, config }: Context, mine: Mine, { reader }: Person): Promise<Place> {
  const path = storyLink({ id: mine.storyId, url: mine.storyUrl }, config.PUBLIC_URL)
  const comment = mine.commentId === null ? undefined : await commentById(db.read, mine.commentId)
  if (!comment || comment.deletedAt !== null) return { storyPath: path, commentHref: undefined, editHref: undefined }
  const isShown = wordsShown(comment.state)
  const isOwn = comment.personId === reader.personId
  // What is not public stands on the page for its writer alone.
  const commentHref = isShown ? permalink(path, comment.id) : isOwn ? ownHeldHref(path, comment.id) : undefined
  const isOpen = isOwn && comment.state !== 'removed' && comment.state !== 'rejected'
  return { storyPath: path, commentHref, editHref: isOpen ? actPath(path, comment.id, 'edit') : undefined }
}

/** Whether the form that something was sent with is still there, and has it in its field. */
function isOffered({ mayReply, mayAppeal }: Mine, act: Act): boolean {
  return (act === 'reply' && mayReply) || (act === 'appeal' && mayAppeal)
}

function Head({ mine, place, now }: { mine: Mine; place: Place; now: number }) {
  const act = mine.mayWithdraw ? null : canDo(mine, now, write)
  const isPublic = mine.statement !== null && mine.statement.action !== 'none'
  return (
    <header class="sheet-head">
      <h1>{strings.heading[mine.part]}</h1>
      <p class="my-case-about">
        <span class="aw-figures">{mine.reference}</span>
        <a href={`${place.storyPath}#comments`}>
          <bdi>{mine.storyTitle}</bdi>
        </a>
        {place.commentHref && <a href={place.commentHref}>{strings.goToComment}</a>}
        {mine.outsideUrl && (
          <a href={mine.outsideUrl} rel="nofollow ugc noopener">
            {strings.post}
          </a>
        )}
        {isPublic && <a href={`/cases/${mine.reference}`}>{strings.publicPage}</a>}
      </p>
      <p class="my-case-stage">{stageWords(mine)}</p>
      {act && <p class="my-case-may">{act}</p>}
    </header>
  )
}

/** What was written and cannot be sent any more, because the case moved on. */
function Unsent({ text }: { text: string }) {
  if (!text.trim()) return null
  return (
    <div class="case-part">
      <p class="my-case-hint">{strings.notSentText}</p>
      <blockquote class="my-case-words" dir="auto">
        {text}
      </blockquote>
    </div>
  )
}
