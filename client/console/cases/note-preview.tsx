import type { CaseFile, Finding } from '../shapes.ts'
import { cases } from '../strings.ts'

/** The note as readers will see it beside the comment. */
export function NotePreview(props: { file: CaseFile; finding: Finding; explanation: string }) {
  return <div class="co-preview"><p class="co-preview-title">{cases.preview}</p>{props.finding}{props.explanation}</div>
}
