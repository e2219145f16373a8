import { useState } from 'preact/hooks'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { QueuedComment, QueueItem, Verdict } from '../shapes.ts'
import { desk } from '../strings-desk.ts'
import { isShutFor, isWaiting } from './acts.tsx'
import type { Reason, Refusal } from './reason-form.tsx'
import { offerUndo } from './undo.ts'
import type { Decisions } from './use-decisions.ts'

/** What is being filled in. */
export type Asking = 'when' | 'note' | Refusal

interface Scene {
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
export function useDeskActs({ decisions, targets, glance, goOn, showAgain, reload }: Scene): DeskActs {
  const [asking, setAsking] = useState<Asking | null>(null)
  const decidable = () => targets().filter((item) => isWaiting(item) && !item.isOwn)
  const decide = (items: readonly QueueItem[], verdict: Verdict) => {
    if (items.length === 0) return
    setAsking(null)
    goOn(items)
    decisions.decide(items, verdict, (ids) => {
      showAgain(ids)
      setAsking('when')
    })
  }
  const approve: DeskActs['approve'] = (release) => {
    const items = decidable()
    if (items.length === 0) return
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
    decisions.mark([item.id], { outcome: refusal === 'remove' ? 'removed' : 'collapse', trouble: null })
    const body = { action: refusal, revision: item.revision, rule, explanation: words }
    ask('POST /api/v1/comments/:id/measure', { params: { id: item.id }, body })
      .then(
        ({ reference }) => say(`${reference}: ${desk.outcome[refusal === 'remove' ? 'removed' : 'collapse']}.`),
        (error: unknown) => {
          const words = desk.notDone(failureOf(error).detail)
          decisions.mark([item.id], { outcome: null, trouble: words })
          say(words)
        },
      )
      .finally(reload)
  }
  const pin = () => {
    const [item] = targets()
    if (item?.state !== 'visible' || !glance) return
    const isPinned = !glance.isPinned
    const sent = ask('PUT /api/v1/comments/:id/pin', { params: { id: item.id }, body: { isPinned } })
    const words = (isPinned ? desk.saidPinned : desk.saidUnpinned)(item.author)
    sent.then(
      ({ actId }) => {
        say(words)
        reload()
        offerUndo({ words, ids: [item.id], acts: Promise.resolve(actId ? [actId] : []), onUndone: reload })
      },
      (error: unknown) => say(desk.notDone(failureOf(error).detail)),
    )
  }
  const begin = (wanted: Asking) => {
    const items = targets()
    const form = formFor(wanted, items, glance)
    if (form === 'own') say(desk.own)
    else if (form) setAsking(form)
  }
  return { asking, setAsking, begin, approve, refuse, pin }
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
