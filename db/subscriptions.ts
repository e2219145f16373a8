import { and, eq } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type SubscriptionRow = Tables['subscriptions']['$inferSelect']

/** Lets a person follow a story; following it already changes nothing. */
export async function addSubscription(tx: Tx, row: SubscriptionRow): Promise<void> {
  await tx.insert(tx.tables.subscriptions).values(row).onConflictDoNothing()
}

export async function removeSubscription(tx: Tx, storyId: string, personId: string): Promise<void> {
  const { subscriptions } = tx.tables
  await tx.delete(subscriptions).where(and(eq(subscriptions.storyId, storyId), eq(subscriptions.personId, personId)))
}

export async function isSubscribed(db: Queries, storyId: string, personId: string): Promise<boolean> {
  const { subscriptions } = db.tables
  const found = await db
    .select({ storyId: subscriptions.storyId })
    .from(subscriptions)
    .where(and(eq(subscriptions.storyId, storyId), eq(subscriptions.personId, personId)))
  return found.length > 0
}
