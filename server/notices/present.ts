import type * as z from 'zod'
import { type CommentRow, commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { type NoticeRow, newComments } from '../../db/notices.ts'
import { type StoryRow, storiesByIds } from '../../db/stories.ts'
import type { NoticeKind } from '../../db/tables.ts'
import { wordsShown } from '../comments/rules.ts'
import type { Notice } from '../contract/notices.ts'
import { iso } from '../iso.ts'

/**
 * Notices as the person they are for may see them now: a comment that cannot be read any more is not named.
 * @param publicUrl of this server, where what concerns the person alone is read.
 */
export async function presentNotices(
  db: Queries,
  rows: NoticeRow[],
  publicUrl: string,
): Promise<z.output<typeof Notice>[]> {
  const [stories, comments] = await Promise.all([
    storiesByIds(db, [...new Set(rows.flatMap((row) => row.storyId ?? []))]),
    commentsByIds(db, [...new Set(rows.flatMap((row) => row.commentId ?? []))]),
  ])
  const storyById = new Map(stories.map((story) => [story.id, story]))
  const commentById = new Map(comments.map((one) => [one.id, one]))
  const counts = new Map<string, number>()
  for (const row of rows)
    if (row.kind === 'thread_comments') counts.set(row.id, await newComments(db, row, COUNTED_UP_TO))
  return rows.flatMap((row) => {
    const story = storyById.get(row.storyId ?? '')
    if (!story && row.sanctionId === null) return []
    const known = commentById.get(row.commentId ?? '')
    const comment = known && wordsShown(known.state) ? known : undefined
    const url = story ? story.url + placeOf(row, known) : `${publicUrl}/standing#sanction-${row.sanctionId}`
    return [presentNotice(row, { story, url, comment, count: counts.get(row.id) ?? null })]
  })
}

/** More new comments in a thread are “many”. */
const COUNTED_UP_TO = 100

interface Facts {
  story: StoryRow | undefined
  url: string
  /** While it can be read. */
  comment: CommentRow | undefined
  count: number | null
}

function presentNotice(row: NoticeRow, { story, url, comment, count }: Facts): z.output<typeof Notice> {
  const {
    rule = null,
    isWaiting = false,
    reference = null,
    finding = null,
    number = null,
    updateKind = null,
    ended = null,
    sanction = null,
  } = row.detail
  return {
    id: row.id,
    kind: row.kind,
    at: iso(row.createdAt),
    isRead: row.readAt !== null,
    story: story ? { id: story.id, title: story.title, url: story.url } : null,
    url,
    commentId: comment?.id ?? null,
    commenter: comment?.authorName ?? null,
    isElsewhere: row.detail.isElsewhere === true,
    isOwn: comment !== undefined && comment.personId === row.personId,
    caseId: row.caseId,
    reference,
    finding,
    number,
    updateKind,
    isThanked: row.detail.isThanked === true,
    ended,
    sanction,
    rule,
    isWaiting,
    count,
  }
}

/** Told to people who are no part of the case themselves, or are judged by nothing in it. */
const ABOUT_OTHERS: readonly NoticeKind[] = ['finding_reach', 'case_quoted', 'answer_asked']

/** Where in the page it leads: to the case for whoever is asked, heard or answered in it, else to what it is about. */
function placeOf({ kind, caseId, personId, detail: { number } }: NoticeRow, comment: CommentRow | undefined): string {
  if ((kind === 'clarification' || kind === 'update_withdrawn') && number !== undefined) return `#update-${number}`
  if (caseId !== null && !ABOUT_OTHERS.includes(kind)) return `#case-${caseId}`
  return comment && isFound(comment, personId) ? `#comment-${comment.id}` : ''
}

/** Whether a comment has its place on the page for somebody: one of their own also while it is not public. */
function isFound({ state, personId, deletedAt }: CommentRow, readerId: string): boolean {
  return wordsShown(state) || (personId === readerId && deletedAt === null)
}
