import { type Kit, kits } from './columns.ts'
import { casesTables } from './tables/cases.ts'
import { commentsTables } from './tables/comments.ts'
import { deskTables } from './tables/desk.ts'
import { logTables } from './tables/log.ts'
import { noticesTables } from './tables/notices.ts'
import { peopleTables } from './tables/people.ts'
import { sanctionsTables } from './tables/sanctions.ts'
import { screeningTables } from './tables/screening.ts'
import { storiesTables } from './tables/stories.ts'
import { suspensionsTables } from './tables/suspensions.ts'
import { updatesTables } from './tables/updates.ts'
import { webhooksTables } from './tables/webhooks.ts'
import { workTables } from './tables/work.ts'

/** Every table, written once for both databases. Times are epoch milliseconds. */
function define(kit: Kit) {
  const people = peopleTables(kit)
  const stories = storiesTables(kit)
  const known = { ...people, ...stories }
  const comments = commentsTables(kit, known)
  return {
    ...known,
    ...comments,
    ...noticesTables(kit, known),
    ...suspensionsTables(kit, known),
    ...sanctionsTables(kit, known),
    ...updatesTables(kit, { ...known, ...comments }),
    ...casesTables(kit, { ...known, ...comments }),
    ...screeningTables(kit, { ...known, ...comments }),
    ...deskTables(kit, { ...known, ...comments }),
    ...logTables(kit, known),
    ...webhooksTables(kit),
    ...workTables(kit),
  }
}

export type * from './tables/kinds.ts'
export type { LetterBefore, LetterScope } from './tables/notices.ts'

export type Tables = ReturnType<typeof define>
export const tables = { postgres: define(kits.postgres), sqlite: define(kits.sqlite) }
