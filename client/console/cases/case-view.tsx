import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import { me, say } from '../session.ts'
import type { CaseFile, StaffView } from '../shapes.ts'
import { authorSide, barHides } from '../strings-judging.ts'
import { useTitle } from '../title.ts'
import { AskForm } from './ask-form.tsx'
import { AuthorAnswer } from './author-answer.tsx'
import type { Around } from './case-head.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseNotes } from './case-notes.tsx'
import { CaseStanding } from './case-standing.tsx'
import { CaseSteps } from './case-steps.tsx'
import { FlagList } from './flag-list.tsx'
import { Judgement } from './judgement.tsx'
import { PeopleTable } from './people-table.tsx'
import { Reach } from './reach.tsx'
import { ReplyPart } from './reply-part.tsx'
import { Rounds } from './rounds.tsx'
import { StaffMark } from './staff-mark.tsx'
import { isEnded, mayAsk } from './standing-of.ts'
import { Texts } from './texts.tsx'
import type { CaseMoves } from './use-moves.ts'
import { useMoves } from './use-moves.ts'

interface CaseViewProps extends Around {
  id: string
  /** Changes when the case was opened rather than passed by; above 0 the focus comes here. */
  opened: number
  onChanged: (file: CaseFile) => void
}

/** A case as the server has it, and the key it is cached under. */
export function caseOf(id: string) {
  return { key: `case ${id}`, load: () => ask('GET /api/v1/cases/:id', { params: { id } }) }
}

interface StaffPartProps {
  file: CaseFile
  staff: StaffView
  moves: CaseMoves
  onChanged: (file: CaseFile) => void
  onConflict: () => void
}

/** Whether the server tells the viewer nothing about the others in the case, as one of them. */
function hidesOthers({ bar, flags, concerned }: StaffView): boolean {
  return bar !== null && flags.length === 0 && concerned === null
}

/** What moderators see and do beyond the texts. */
function StaffPart({ file, staff, moves, onChanged, onConflict }: StaffPartProps) {
  const isPublic = staff.decisions.some((one) => one.publishedAt !== null)
  return (
    <>
      <Rounds file={file} />
      {hidesOthers(staff) ? (
        <p class="co-hint">{barHides}</p>
      ) : (
        <>
          <FlagList flags={staff.flags} />
          <PeopleTable file={file} />
        </>
      )}
      {!staff.bar && <StaffMark file={file} moves={moves} />}
      {moves.isAsking && mayAsk(file) && <AskForm file={file} moves={moves} />}
      <Judgement file={file} moves={moves} onChanged={onChanged} onConflict={onConflict} />
      <div class="co-case-more-parts">
        <CaseNotes file={file} notes={staff.notes} onChanged={onChanged} />
        {file.kind === 'misrepresentation' && (isPublic || !isEnded(file)) && (
          <Reach reach={staff.reach} isPublic={isPublic} />
        )}
      </div>
      <CaseSteps steps={staff.steps} kind={file.kind} />
    </>
  )
}

/** What the author has said, for everybody else who sees the case. */
function GivenAnswer({ answer }: { answer: string }) {
  return (
    <section aria-labelledby="given-answer">
      <h3 id="given-answer" class="co-part-title">
        {authorSide.given}
      </h3>
      <blockquote class="co-said" dir="auto">
        {answer}
      </blockquote>
    </section>
  )
}

/** The version that was on screen last by one's own doing: what differs from it was changed by others. */
function useSeen(file: CaseFile | undefined) {
  const [seen, setSeen] = useState<number | null>(null)
  useEffect(() => {
    if (file && seen === null) setSeen(file.version)
  }, [file])
  const hasChanged = file !== undefined && seen !== null && file.version !== seen
  useEffect(() => {
    // What one did oneself a moment ago may be true no more.
    if (hasChanged) say('')
  }, [hasChanged])
  return { hasChanged, setSeen }
}

/** One case: where it stands, both texts, the people in it, and its judgement. */
export function CaseView({ id, opened, onChanged, ...around }: CaseViewProps) {
  const { key, load } = caseOf(id)
  const { data: file, failure, reload, replace } = useResource(key, load)
  const storyId = file?.storyId
  const story = useResource(`story of case ${storyId}`, async () =>
    storyId ? ask('GET /api/v1/stories/:id', { params: { id: storyId } }) : undefined,
  )
  const view = useRef<HTMLElement>(null)
  const { hasChanged, setSeen } = useSeen(file)
  const renew = (next: CaseFile) => {
    setSeen(next.version)
    replace(next)
    onChanged(next)
  }
  const moves = useMoves(file, { view, onChanged: renew, onConflict: reload })
  useTitle(file?.reference ?? '')
  useDesk((hinted) => (hinted === null || hinted === storyId) && reload())
  const isThere = file !== undefined
  useLayoutEffect(() => {
    if (isThere && opened > 0) view.current?.querySelector('h2')?.focus({ preventScroll: true })
  }, [isThere, opened])
  if (!file) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />
  const isAuthor = file.kind === 'misrepresentation' && me.value?.authorOf.includes(file.storyId)
  return (
    <article ref={view} class="co-case" aria-label={file.reference}>
      <CaseHead file={file} {...around} />
      <CaseStanding file={file} moves={moves} hasChanged={hasChanged} onSeen={() => setSeen(file.version)} />
      <Texts file={file} storyUrl={story.data?.url} onChanged={renew} />
      <ReplyPart file={file} />
      {isAuthor && <AuthorAnswer file={file} onChanged={renew} />}
      {!isAuthor && file.answer !== null && <GivenAnswer answer={file.answer} />}
      {file.staff && <StaffPart file={file} staff={file.staff} moves={moves} onChanged={renew} onConflict={reload} />}
    </article>
  )
}
