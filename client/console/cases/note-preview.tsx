import { serverNow } from '../../ui/clock.ts'
import { NoteCard } from '../../ui/note-card.tsx'
import type { CaseFile, Finding } from '../shapes.ts'
import { cases } from '../strings.ts'

interface NotePreviewProps {
  file: CaseFile
  finding: Finding
  explanation: string
}

/** The note as readers will see it beside the comment. */
export function NotePreview({ file, finding, explanation }: NotePreviewProps) {
  const note = {
    reference: file.reference,
    finding,
    explanation: explanation.trim() || '…',
    wrote: file.claim.exact,
    says: file.source.exact,
    sourceKind: file.sourceKind,
    decidedAt: new Date(serverNow()).toISOString(),
    updateNumber: file.updateNumber,
  }
  return (
    <div class="co-preview">
      <p class="co-preview-title">{cases.preview}</p>
      <div class="co-readers">
        <NoteCard note={note} saysHref={undefined} />
      </div>
    </div>
  )
}
