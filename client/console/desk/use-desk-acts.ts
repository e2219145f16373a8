import { useState } from 'preact/hooks'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { QueuedComment, QueueItem, RuleCode, Verdict } from '../shapes.ts'
import { desk } from '../strings-desk.ts'
import type { Reason, Refusal } from './reason-form.tsx'
import { isShutFor, isWaiting } from './standing.ts'
import { offerUndo } from './undo.ts'
import type { InHand } from './use-claim.ts'
import type { Decisions } from './use-decisions.ts'

/** What is asked about several comments, whichever is open. */
const SEVERAL = '*'

/** What is being filled in. */
export type Asking = 'when' | 'note' | Refusal

interface Scene {
  /** The comment that is open. */
  id: string | null
  inHand: InHand
  decisions: Decisions
  /** What the keys and buttons act on: what is selected, or else what is open. */
  targets: () => QueueItem[]
  glance: QueuedComment | undefined
  /** Before a decision is sent: puts the next comment on screen. */
  goOn: (decided: readonly QueueItem[]) => void
  /** Puts comments back before the moderator's eyes. */
  showAgain: (ids: readonly string[]) => void
  reload: () => void
}

export interface DeskActs {
  asking: Asking | null
  setAsking: (asking: Asking | null) => void
  /** Opens a form for what is open or selected, where that makes sense. */
  begin: (asking: Asking) => void
  approve: (release?: 'now' | 'at_reopening') => void
  refuse: (refusal: Refusal, reason: Reason) => void
  pin: () => void
}

/** What a moderator does with comments at the desk. */
export function useDeskActs({ id, inHand, decisions, targets, glance, goOn, showAgain, reload }: Scene): DeskActs {
  const [asked, setAsked] = useState<{ of: string | null; what: Asking } | null>(null)
  // What was begun for one comment is not asked about the next.
  const asking = asked && (asked.of === SEVERAL || asked.of === id) ? asked.what : null
  const setAsking = (what: Asking | null) => setAsked(what && { of: id, what })
  /** Whether another moderator has what would be decided; that is said. */
  const isElsewhere = () => {
    const [item, ...more] = targets()
    if (!inHand.other || more.length > 0 || item?.id !== id) return false
    say(desk.inHands(inHand.other.by))
    return true
  }
  const decidable = () => targets().filter((item) => isWaiting(item) && !item.isOwn)
  const decide = (items: readonly QueueItem[], verdict: Verdict) => {
    if (items.length === 0) return
    setAsking(null)
    goOn(items)
    decisions.decide(items, verdict, (ids) => {
      showAgain(ids)
      setAsked({ of: ids.length === 1 ? (ids[0] ?? null) : SEVERAL, what: 'when' })
    })
  }
  const approve: DeskActs['approve'] = (release) => {
    const items = decidable()
    if (items.length === 0 || isElsewhere()) return
    if (!release && items.some(isShutFor)) return setAsking('when')
    const isLetThrough = items.some((item) => item.state === 'approved')
    const when = release ?? (isLetThrough ? 'now' : undefined)
    decide(items, { decision: 'approve', ...(when && { release: when }) })
  }
  const refuse: DeskActs['refuse'] = (refusal, { rule, words }) => {
    if (refusal === 'reject' || refusal === 'send_back')
      return decide(decidable(), { decision: refusal, rule, reason: words })
    const [item] = targets()
    if (!item || rule === 'misrepresentation') return
    setAsking(null)
    goOn([item])
    void sendMeasure(decisions, item, { action: refusal, rule, explanation: words }).then(reload)
  }
  const pin = () => {
    const [item] = targets()
    if (item?.state !== 'visible' || !glance) return
    const isPinned = !glance.isPinned
    const sentAt = performance.now()
    const sent = ask('PUT /api/v1/comments/:id/pin', { params: { id: item.id }, body: { isPinned } })
    const words = (isPinned ? desk.saidPinned : desk.saidUnpinned)(item.author)
    sent.then(
      ({ actId }) => {
        reload()
        offerUndo({ words, ids: [item.id], acts: actId ? [actId] : [], sentAt, onUndone: reload })
      },
      (error: unknown) => say(desk.notDone(failureOf(error).detail)),
    )
  }
  const begin = (wanted: Asking) => {
    const items = targets()
    const form = formFor(wanted, items, glance)
    if (form && form !== 'note' && isElsewhere()) return
    if (form === 'own') say(desk.own)
    else if (form) setAsking(form)
  }
  return { asking, setAsking, begin, approve, refuse, pin }
}

interface Measure {
  action: 'remove' | 'collapse'
  rule: Exclude<RuleCode, 'misrepresentation'>
  explanation: string
}

/** Removes or folds a comment by a case; on screen at once. */
async function sendMeasure({ mark }: Decisions, { id, revision }: QueueItem, measure: Measure): Promise<void> {
  const outcome = measure.action === 'remove' ? 'removed' : 'collapse'
  mark([id], { outcome, trouble: null })
  try {
    const { reference } = await ask('POST /api/v1/comments/:id/measure', {
      params: { id },
      body: { ...measure, revision },
    })
    say(`${reference}: ${desk.outcome[outcome]}.`)
  } catch (error) {
    const trouble = desk.notDone(failureOf(error).detail)
    mark([id], { outcome: null, trouble })
    say(trouble)
  }
}

/** The form that a wish opens for comments as they stand; null where it makes no sense. */
function formFor(wanted: Asking, items: readonly QueueItem[], glance: QueuedComment | undefined) {
  const [one] = items
  if (!one || wanted === 'note') return one ? wanted : null
  if (items.every((item) => item.isOwn)) return 'own'
  if (items.some(isWaiting)) return wanted === 'reject' || wanted === 'send_back' ? wanted : null
  // One that readers see is removed or folded, unless there is a case in which that is to be decided.
  const isMeasurable = items.length === 1 && one.state === 'visible' && !glance?.openCase
  if (!isMeasurable || wanted === 'send_back') return null
  return wanted === 'collapse' ? 'collapse' : 'remove'
}
