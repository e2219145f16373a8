// What a moderator did about the reader: nobody else loads it.
export { SanctionNotice } from './notice.tsx'
