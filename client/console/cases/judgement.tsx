import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CaseFile } from '../shapes.ts'
import { Finding, Meanwhile } from './decided.tsx'
import { draftOf, isBegun, useDecisionDraft } from './decision-draft.ts'
import { DecisionForm } from './decision-form.tsx'
import { Previews } from './previews.tsx'
import { decisionOf, isOpen } from './standing-of.ts'
import type { CaseMoves } from './use-moves.ts'

interface JudgementProps {
  file: CaseFile
  moves: CaseMoves
  onChanged: (file: CaseFile) => void
  onConflict: () => void
}

/** The decision of this round: to be made, made, or made by somebody else while this one was being written. */
export function Judgement({ file, moves, onChanged, onConflict }: JudgementProps) {
  const open = isOpen(file)
  const decision = open ? undefined : decisionOf(file)
  const [draft] = useDecisionDraft(file)
  const [wasOpen, setWasOpen] = useState(open)
  const [isMine, setMine] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const isDecided = decision !== undefined
  const beaten = isDecided && !isMine && !decision.isOwn && (wasOpen || isBegun(draft))
  useLayoutEffect(() => {
    if (open) {
      setWasOpen(true)
      setMine(false)
    } else if (beaten && document.activeElement === document.body)
      // The form had the focus and is gone.
      place.current?.querySelector<HTMLElement>('#decided-meanwhile')?.focus()
  }, [open, isDecided])
  if (decision)
    return (
      <div ref={place}>
        {beaten && <Meanwhile file={file} onDiscard={() => setWasOpen(false)} />}
        <Finding decision={decision} id="decided-title" kind={file.kind} />
        {decision.publishedAt === null && <Previews file={file} draft={draftOf(decision)} />}
      </div>
    )
  if (!open || !file.staff || file.staff.bar) return null
  const decided = (next: CaseFile) => {
    setMine(true)
    onChanged(next)
    moves.lookUp()
  }
  return <DecisionForm file={file} moves={moves} onDecided={decided} onConflict={onConflict} />
}
