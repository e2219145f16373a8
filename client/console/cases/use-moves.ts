import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import type { Failure } from '../ask.ts'
import { useKeys } from '../keys.ts'
import { href, navigate } from '../router.ts'
import type { CaseFile } from '../shapes.ts'
import { draftOf, useDecisionDraft } from './decision-draft.ts'
import { decisionOf, isForeign, isOpen, isTheirs, mayAsk } from './standing-of.ts'
import type { StepWanted } from './use-acts.ts'
import { useActs } from './use-acts.ts'

/** What can be done with the case on screen, by button and by key. After each, the focus goes where the eye goes. */
export interface CaseMoves {
  isBusy: boolean
  failure: Failure | null
  /** Puts away what was said of the step that was not made. */
  dismiss: () => void
  /** Whether the form that asks for a reply is open. */
  isAsking: boolean
  go: (wanted: StepWanted) => void
  take: () => void
  release: () => void
  review: () => void
  ask: () => void
  /** Sends what is alleged to the person concerned. `then` runs when it is sent. */
  sendAsk: (asked: { allegation: string; hours: number }, then: () => void) => void
  stopAsking: () => void
  /** Says whether the case criticises the site's own staff. */
  mark: (isStaffConcerned: boolean) => void
  decide: () => void
  /** To where it says how the case stands. */
  lookUp: () => void
  second: () => void
  undo: () => void
  publish: () => void
}

const STATE = '#case-state'
const FINDING = 'input[name=finding]'

interface MovesOptions {
  view: RefObject<HTMLElement | null>
  onChanged: (file: CaseFile) => void
  onConflict: () => void
}

/** Puts a finding that is undone back into the form, to be made better. */
function useRestored(file: CaseFile | undefined): () => void {
  const [, change] = useDecisionDraft(file)
  return () => {
    const made = file && decisionOf(file)
    if (made?.isOwn) change(draftOf(made))
  }
}

export function useMoves(file: CaseFile | undefined, { view, onChanged, onConflict }: MovesOptions): CaseMoves {
  const { isBusy, failure, dismiss, step } = useActs(file, { onChanged, onConflict })
  const [isAsking, setAsking] = useState(false)
  const restore = useRestored(file)
  const focusNow = (selector: string) => {
    const found =
      view.current?.querySelector<HTMLElement>(`${selector}:checked`) ?? view.current?.querySelector(selector)
    if (found instanceof HTMLElement) found.focus()
  }
  /** Once what was done is drawn. */
  const focus = (selector: string) => onceDrawn(() => focusNow(selector))
  const go = (wanted: StepWanted, selector = STATE) => step(wanted, () => focus(selector))
  const moves: CaseMoves = {
    isBusy,
    failure,
    dismiss,
    isAsking,
    go,
    take: () => go({ step: 'take' }),
    release: () => go({ step: 'release' }),
    review: () => go({ step: 'begin_review' }),
    ask: () => {
      setAsking(true)
      focus('#ask-allegation')
    },
    sendAsk: (asked, then) =>
      step({ step: 'ask_reply', ...asked }, () => {
        then()
        setAsking(false)
        focus(STATE)
      }),
    stopAsking: () => {
      setAsking(false)
      focus(STATE)
    },
    mark: (isStaffConcerned) => step({ step: 'mark_staff', isStaffConcerned }),
    decide: () => focusNow(FINDING),
    lookUp: () => focus(STATE),
    second: () => go({ step: 'second' }),
    undo: () => {
      restore()
      go({ step: 'undo' }, FINDING)
    },
    publish: () => go({ step: 'publish' }),
  }
  useKeys(file ? keysOf(file, moves, () => focusNow('#case-note')) : {})
  return moves
}

/** The keys that do something with the case as it stands. */
function keysOf(file: CaseFile, moves: CaseMoves, note: () => void): Record<string, () => void> {
  const answer = { u: () => navigate(href.answer(file.storyId, file.id)) }
  const { staff, state } = file
  if (!staff) return answer
  const noting = { ...answer, n: note }
  if (staff.bar) return noting
  const open = isOpen(file)
  return {
    ...noting,
    ...(open && { d: moves.decide }),
    ...(open && !file.isMine && { t: moves.take }),
    ...((state === 'submitted' || state === 'triage') && !isForeign(file) && { v: moves.review }),
    ...(mayAsk(file) && !isForeign(file) && { a: moves.ask }),
    ...((state === 'decided' || state === 'awaiting_second') && isTheirs(file) && { z: moves.undo }),
    ...(state === 'decided' && isTheirs(file) && { p: moves.publish }),
    ...(state === 'awaiting_second' && !decisionOf(file)?.isOwn && { s: moves.second }),
  }
}
