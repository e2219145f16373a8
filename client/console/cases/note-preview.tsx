import { serverNow } from '../../ui/clock.ts'
import { NoteCard } from '../../ui/note-card.tsx'
import type { CaseFile } from '../shapes.ts'
import { deciding } from '../strings-judging.ts'
import type { DecisionDraft } from './decision-draft.ts'

/** The finding as readers will see it, beside the comment or under the story. */
export function NotePreview({ file, draft }: { file: CaseFile; draft: DecisionDraft }) {
  const { finding, action, explanation } = draft
  if (finding === '' || action === '') return null
  const note = {
    reference: file.reference,
    finding,
    action,
    explanation: explanation.trim() || '…',
    wrote: file.claim?.exact ?? '',
    says: file.source?.exact ?? '',
    sourceKind: file.sourceKind,
    sourceChanged: file.sourceNow?.how === 'absent',
    decidedAt: new Date(serverNow()).toISOString(),
    correctedAt: null,
    reply: file.reply,
    answer: file.answer,
    isAppealed: false,
    updateNumber: file.updateNumber,
  }
  return (
    <div class="co-preview">
      <p class="co-preview-title">{action === 'statement' ? deciding.previewElsewhere : deciding.preview}</p>
      <div class="co-readers">
        <NoteCard note={note} saysHref={undefined} />
      </div>
    </div>
  )
}
