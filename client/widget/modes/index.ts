// All of this is one chunk, apart from `later`: what both share with the first is in the first (see vite.config.ts).
export { BranchMark, FormNotice } from './branch.tsx'
export { typed } from './drafts-back.ts'
export { Sendable, wordsBeside } from './form.tsx'
export { Notice } from './notice.tsx'
export { own } from './sanctions.ts'
export { allows, mayPost, mayReact } from './standing.ts'
export { take, takeOwn } from './take.ts'
