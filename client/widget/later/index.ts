// One chunk for all that the first paint of an open thread does not need.
export { EditForm } from './edit-form.tsx'
export { follow } from './following.ts'
export { HeldComment } from './held-comment.tsx'
export { fetchDrafts, fetchHeld, handOverAll, keepDraft, keepDrafts } from './keep-drafts.ts'
export { NoteBeside } from './note.tsx'
export { OtherText } from './other-text.tsx'
export { reveal, revealOne } from './reveal.ts'
export { post, remove, sourceOf } from './writing.ts'
