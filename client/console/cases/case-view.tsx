import { useEffect, useRef, useState } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import { ask } from '../ask.ts'
import { useKeys } from '../keys.ts'
import { useDesk } from '../live.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import { href, navigate } from '../router.ts'
import { isStaff, me } from '../session.ts'
import type { CaseFile } from '../shapes.ts'
import { cases } from '../strings.ts'
import { useTitle } from '../title.ts'
import { Decided, Meanwhile } from './decided.tsx'
import { useDecisionDraft } from './decision-draft.ts'
import { DecisionForm } from './decision-form.tsx'
import { FlagList } from './flag-list.tsx'
import { SideBySide } from './side-by-side.tsx'

interface CaseViewProps {
  id: string
  /** Changes when the case was opened rather than passed by; above 0 the focus comes here. */
  opened: number
  listHref: string
  before: string | undefined
  after: string | undefined
  onHandled: (file: CaseFile) => void
}

function Head({
  file,
  listHref,
  before,
  after,
}: { file: CaseFile } & Omit<CaseViewProps, 'id' | 'opened' | 'onHandled'>) {
  return (
    <header class="co-case-head">
      <p class="co-case-nav">
        <a class="aw-quiet co-case-back" href={listHref}>
          {cases.all}
        </a>
        {before && (
          <a class="aw-quiet" href={before}>
            {cases.previous}
          </a>
        )}
        {after && (
          <a class="aw-quiet" href={after}>
            {cases.next}
          </a>
        )}
      </p>
      <h2 tabIndex={-1} class="co-case-title">
        {file.reference}
      </h2>
      <p class="co-case-story">
        <a class="aw-link" href={href.story(file.storyId)}>
          {file.storyTitle}
        </a>
      </p>
      <p class="co-case-facts">
        <span>{cases.flags(file.flagCount)}</span>
        <When at={file.createdAt} />
        {file.updateNumber !== null && <span>{cases.answered(file.updateNumber)}</span>}
        {isStaff.value && (
          <a class="aw-link" href={href.answer(file.storyId, file.id)}>
            {cases.answer}
          </a>
        )}
      </p>
    </header>
  )
}

function whyNot(file: CaseFile): string {
  if (!isStaff.value) return cases.mayNot.role
  if (me.value?.authorOf.includes(file.storyId)) return cases.mayNot.author
  if (file.flags.some((flag) => flag.by === me.value?.name)) return cases.mayNot.flagger
  return cases.mayNot.part
}

function MayNot({ file }: { file: CaseFile }) {
  return (
    <div class="co-may-not">
      <p>{whyNot(file)}</p>
      {!isStaff.value && (
        <a class="aw-button aw-button-primary" href={href.answer(file.storyId, file.id)}>
          {cases.answer}
        </a>
      )}
    </div>
  )
}

interface JudgementProps {
  file: CaseFile
  onDecided: (file: CaseFile) => void
  onConflict: (current: Partial<CaseFile>) => void
}

/** The decision: to be made, made, or made by somebody else while this one was being written. */
function Judgement({ file, onDecided, onConflict }: JudgementProps) {
  const [draft] = useDecisionDraft(file.id)
  const [wasOpen, setWasOpen] = useState(file.state === 'submitted')
  const [version] = useState(file.version)
  const [mine, setMine] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const isDecided = file.state === 'decided'
  const hasText = draft.finding !== '' || draft.explanation.trim() !== ''
  const beaten = isDecided && !mine && (wasOpen || hasText)
  useEffect(() => {
    if (isDecided && wasOpen) place.current?.querySelector<HTMLElement>('#decided-meanwhile, #decided-title')?.focus()
  }, [isDecided])
  if (isDecided)
    return (
      <div ref={place}>
        {beaten && <Meanwhile file={file} onDiscard={() => setWasOpen(false)} />}
        <Decided file={file} />
      </div>
    )
  if (!file.mayDecide) return <MayNot file={file} />
  const decided = (next: CaseFile) => {
    setMine(true)
    onDecided(next)
  }
  return (
    <>
      {file.version !== version && (
        <p class="co-warning" role="status">
          <strong>{cases.changedMeanwhile}.</strong> {cases.changedText}
        </p>
      )}
      <DecisionForm file={file} onDecided={decided} onConflict={onConflict} />
    </>
  )
}

/** A case as the server has it, and the key it is cached under. */
export function caseOf(id: string) {
  return { key: `case ${id}`, load: () => ask('GET /api/v1/cases/:id', { params: { id } }) }
}

/** One case: both texts, why it was flagged, and its judgement. */
export function CaseView({ id, opened, onHandled, ...around }: CaseViewProps) {
  const { key, load } = caseOf(id)
  const { data: file, failure, reload, replace } = useResource(key, load)
  const storyId = file?.storyId
  const story = useResource(`story of case ${storyId}`, async () =>
    storyId ? ask('GET /api/v1/stories/:id', { params: { id: storyId } }) : undefined,
  )
  const view = useRef<HTMLElement>(null)
  useTitle(file?.reference ?? '')
  useDesk((hinted) => (hinted === null || hinted === storyId) && reload())
  const isThere = file !== undefined
  useEffect(() => {
    if (isThere && opened > 0) view.current?.querySelector('h2')?.focus({ preventScroll: true })
  }, [isThere, opened])
  useKeys({
    d: () => view.current?.querySelector<HTMLElement>('input[name=finding]:checked, input[name=finding]')?.focus(),
    u: () => file && navigate(href.answer(file.storyId, file.id)),
  })
  if (!file) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />
  const learn = (current: Partial<CaseFile>) => {
    take({ ...file, ...current })
    reload()
  }
  const take = (next: CaseFile) => {
    replace(next)
    if (next.state === 'decided') onHandled(next)
  }
  return (
    <article ref={view} class="co-case" aria-label={file.reference}>
      <Head file={file} {...around} />
      <SideBySide file={file} storyUrl={story.data?.url} />
      <FlagList flags={file.flags} />
      <Judgement file={file} onDecided={take} onConflict={learn} />
    </article>
  )
}
