/** How long an act can be undone; nobody is told of it before, ms. */
export const UNDO_MS = 10_000
/** How long a comment stays in one moderator's hands unless that is renewed, ms. */
export const CLAIM_MS = 3 * 60_000

/** Whether an act can still be undone. A node whose clock is behind goes by what others told already. */
export function mayUndo({ createdAt, toldAt }: { createdAt: number; toldAt: number | null }, now: number): boolean {
  return toldAt === null && now < createdAt + UNDO_MS
}
