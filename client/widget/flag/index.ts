// One chunk, loaded when somebody flags a comment or reports a post elsewhere.
export { Flags } from './flags.tsx'
