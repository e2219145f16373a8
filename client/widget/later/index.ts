// One chunk for all that the first paint does not need: with a second one the bundler would part what they share from
// the first, and every reader would wait for one file more.
export { FlagDialog } from '../flag/flag-dialog.tsx'
export { EditForm } from './edit-form.tsx'
export { follow } from './following.ts'
export { fetchDrafts, handOverAll, keepDraft } from './keep-drafts.ts'
export { NoteBeside } from './note.tsx'
export { OtherText } from './other-text.tsx'
export { reveal, revealOne } from './reveal.ts'
export { post, remove, sourceOf } from './writing.ts'
