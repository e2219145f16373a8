import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import { useKeys } from '../keys.ts'
import { useDesk } from '../live.ts'
import { isWide } from '../parts/is-wide.ts'
import { Prose } from '../parts/prose.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import type { Resource } from '../resource.ts'
import { href } from '../router.ts'
import { say } from '../session.ts'
import type { QueuedComment, QueueItem } from '../shapes.ts'
import { StoryState } from '../stories/story-state.tsx'
import { desk } from '../strings-desk.ts'
import { Acts } from './acts.tsx'
import { DecisionList } from './decision-list.tsx'
import { Above, ThreadPart } from './thread-part.tsx'
import type { InHand } from './use-claim.ts'
import type { Mark } from './use-decisions.ts'
import type { DeskActs } from './use-desk-acts.ts'
import { WhyHeld } from './why-held.tsx'
import { WriterPart } from './writer-part.tsx'

interface CommentPaneProps {
  item: QueueItem | undefined
  glance: Resource<QueuedComment | null>
  mark: Mark | undefined
  acts: DeskActs
  inHand: InHand
  /** The ways to the list and to the comments before and after. */
  around: { listHref: string; before: string | undefined; after: string | undefined }
  /** Whether several are selected: then the acts are theirs. */
  isBeside: boolean
  /** What is being asked about this comment. */
  children: ComponentChildren
}

function Nav({ listHref, before, after }: CommentPaneProps['around']) {
  return (
    <p class="co-case-nav">
      <a class="aw-quiet co-case-back" href={listHref}>
        {desk.toList}
      </a>
      {before && (
        <a class="aw-quiet" href={before}>
          {desk.previous}
        </a>
      )}
      {after && (
        <a class="aw-quiet" href={after}>
          {desk.next}
        </a>
      )}
    </p>
  )
}

function Head({ item, glance }: { item: QueueItem; glance: QueuedComment | null | undefined }) {
  const title = useRef<HTMLHeadingElement>(null)
  // Where it has the screen to itself, reading begins here.
  useLayoutEffect(() => {
    if (!isWide.value) title.current?.focus({ preventScroll: true })
  }, [])
  return (
    <header class="co-glance-head">
      <h2 ref={title} tabIndex={-1}>
        <bdi>{item.author}</bdi>
        {item.isFirst && <span class="co-first">{desk.isFirst}</span>}
        {glance?.isPinned && <span class="co-first">{desk.pinned}</span>}
      </h2>
      <p class="co-glance-facts">
        <b>{desk.states[item.state]}</b>
        <When at={item.createdAt} />
        <a class="aw-link" href={href.story(item.storyId)}>
          {item.storyTitle}
        </a>
        {item.section && <span>{item.section}</span>}
        <StoryState commenting={item.commenting} />
      </p>
    </header>
  )
}

function Quotes({ quotes }: Pick<QueuedComment, 'quotes'>) {
  if (quotes.length === 0) return null
  return (
    <section class="co-glance-part" aria-labelledby="desk-quotes">
      <h3 id="desk-quotes">{desk.quotes}</h3>
      {quotes.map(({ exact, prefix, suffix }) => (
        <blockquote key={exact} class="co-glance-quote" dir="auto">
          {prefix}
          <mark>{exact}</mark>
          {suffix}
        </blockquote>
      ))}
    </section>
  )
}

/** Whether its writer has changed it since it was opened. */
function useChanged(revision: number | undefined): boolean {
  const first = useRef(revision)
  first.current ??= revision
  return revision !== undefined && first.current !== revision
}

type StandingProps = Omit<CommentPaneProps, 'glance' | 'around' | 'item'> & {
  item: QueueItem
  glance: QueuedComment | undefined
}

/** What became of it, who has it, or what can be done with it. */
function Standing({ item, glance, mark, acts, isBeside, inHand, children }: StandingProps) {
  const takeOver = () => void inHand.takeOver().then(() => say(desk.saidTaken))
  useKeys(inHand.other ? { t: takeOver } : {})
  if (mark?.outcome) return <p class="co-held-outcome">{desk.outcome[mark.outcome]}</p>
  if (inHand.other)
    return (
      <div class="co-actions co-acts" role="status">
        <p>{(inHand.wasMine ? desk.taken : desk.inHands)(inHand.other.by)}</p>
        <button type="button" class="aw-button" aria-keyshortcuts="t" onClick={takeOver}>
          {desk.takeOver}
          <span class="co-by-key" aria-hidden="true">
            <kbd>t</kbd>
          </span>
        </button>
      </div>
    )
  if (isBeside) return null
  if (children) return <>{children}</>
  return <Acts item={item} glance={glance} onApprove={() => acts.approve()} onAsk={acts.begin} onPin={acts.pin} />
}

function Parts({ glance }: { glance: QueuedComment }) {
  return (
    <div class="co-glance-parts">
      <WriterPart item={glance.item} writer={glance.writer} />
      <div>
        <Quotes quotes={glance.quotes} />
        <ThreadPart glance={glance} />
        <section class="co-glance-part" aria-labelledby="desk-decisions">
          <h3 id="desk-decisions">{desk.decisions}</h3>
          {glance.decisions.length === 0 ? (
            <p class="co-hint">{desk.noDecisions}</p>
          ) : (
            <DecisionList decisions={glance.decisions} hasComments={false} />
          )}
        </section>
      </div>
    </div>
  )
}

/** One comment with all that its decision needs; in one moderator's hands while it is open. */
export function CommentPane({ item, glance, around, ...rest }: CommentPaneProps) {
  useDesk(glance.reload)
  const isChanged = useChanged(glance.data?.item.revision)
  if (!item) return glance.failure ? <Failed failure={glance.failure} onRetry={glance.reload} /> : <Loading />
  const data = glance.data ?? undefined
  return (
    <article class="co-glance" aria-label={desk.by(item.author)}>
      <Nav {...around} />
      <Head item={item} glance={data} />
      {data && <Above above={data.above} />}
      <div class="co-glance-words">
        <Prose html={item.html} />
      </div>
      <WhyHeld screenings={item.screenings} />
      {isChanged && (
        <p class="co-warning" role="status">
          {desk.changed}
        </p>
      )}
      {rest.mark?.trouble && (
        <p class="co-warning" role="alert">
          {rest.mark.trouble}
        </p>
      )}
      <div class="co-glance-acts">
        <Standing {...rest} item={item} glance={data} />
      </div>
      {data && <Parts glance={data} />}
    </article>
  )
}
