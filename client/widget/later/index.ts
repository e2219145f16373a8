export { follow } from './following.ts'
export { reveal, revealOne } from './reveal.ts'
export { post, remove, save, sourceOf } from './writing.ts'
