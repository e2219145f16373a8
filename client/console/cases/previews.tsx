import type { CaseFile } from '../shapes.ts'
import type { DecisionDraft } from './decision-draft.ts'
import { isSeen } from './follows.ts'
import { NotePreview } from './note-preview.tsx'
import { StatementPreview } from './statement-preview.tsx'

/** What readers will see of a decision, and what the person concerned gets. */
export function Previews({ file, draft }: { file: CaseFile; draft: DecisionDraft }) {
  if (draft.finding === '' || draft.action === '') return null
  return (
    <div class="co-previews">
      {isSeen(draft.action) && <NotePreview file={file} draft={draft} />}
      <StatementPreview file={file} draft={draft} />
    </div>
  )
}
