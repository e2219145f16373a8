import { eq } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { MailChoice, NoticeGroup, NoticeKind } from './tables.ts'

export type Choices = Record<NoticeGroup, MailChoice>

/** Quiet: what has a time limit comes at once, what somebody said to one a day's worth together, of crowds nothing. */
export const usualChoices: Choices = { replies: 'digest', cases: 'at_once', clarifications: 'digest', threads: 'off' }

export const groupOf: Record<NoticeKind, NoticeGroup> = {
  reply: 'replies',
  mention: 'replies',
  thread_comments: 'threads',
  comment_let_through: 'cases',
  comment_returned: 'cases',
  comment_rejected: 'cases',
  reply_asked: 'cases',
  case_decided: 'cases',
  case_flagger: 'cases',
  case_quoted: 'cases',
  answer_asked: 'cases',
  appeal_decided: 'cases',
  case_closed: 'cases',
  edit_asked: 'cases',
  sanctioned: 'cases',
  sanction_changed: 'cases',
  sanction_over: 'cases',
  finding_reach: 'clarifications',
  clarification: 'clarifications',
  update_withdrawn: 'clarifications',
}

/** The kinds of a group. */
export function kindsOf(group: NoticeGroup): NoticeKind[] {
  return (Object.keys(groupOf) as NoticeKind[]).filter((kind) => groupOf[kind] === group)
}

/** What a person chose, or what is usual. */
export async function choicesOf(db: Queries, personId: string): Promise<Choices> {
  const { noticeChoices } = db.tables
  const [row] = await db.select().from(noticeChoices).where(eq(noticeChoices.personId, personId))
  if (!row) return usualChoices
  const { replies, cases, clarifications, threads } = row
  return { replies, cases, clarifications, threads }
}

export async function keepChoices(tx: Tx, personId: string, choices: Choices, updatedAt: number): Promise<void> {
  const { noticeChoices } = tx.tables
  const set = { ...choices, updatedAt }
  await tx
    .insert(noticeChoices)
    .values({ personId, ...set })
    .onConflictDoUpdate({ target: noticeChoices.personId, set })
}
