import { pause } from '../strings.ts'
import type { PauseDraft } from './pause-draft.ts'

/** The notice as readers will see it. */
export function PausePreview({ draft }: { draft: PauseDraft; storyId: string }) {
  return <div class="co-preview"><p class="co-preview-title">{pause.preview}</p>{draft.reason}</div>
}
