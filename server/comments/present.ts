import type * as z from 'zod'
import type { CommentRow } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import type { DraftRow } from '../../db/drafts.ts'
import { agreedCounts } from '../../db/reactions.ts'
import { notesBeside } from '../cases/present-note.ts'
import type { Comment, Draft } from '../contract/comments.ts'
import { iso, isoOrNull } from '../iso.ts'
import { wordsShown } from './rules.ts'

type Shown = z.output<typeof Comment>

/**
 * Comments as everybody may see them, in the order given: the one door through which rows of comments leave, whether
 * by API, live event, replay, page or feed. A comment whose words are not public keeps only its place.
 */
export async function presentComments(db: Queries, rows: CommentRow[]): Promise<Shown[]> {
  const shown = rows.filter((row) => wordsShown(row.state)).map((row) => row.id)
  const [notes, agreed] = [await notesBeside(db, shown), await agreedCounts(db, shown)]
  return rows.map((row) => presentComment(row, { notes: notes.get(row.id) ?? [], agreed: agreed.get(row.id) ?? 0 }))
}

/** A comment as its writer sees it: with its words, also while it is held or when it was rejected. */
export async function presentOwn(db: Queries, row: CommentRow): Promise<Shown> {
  const [shown] = await presentComments(db, [row])
  if (!shown) throw new Error('a comment was presented as nothing')
  if (wordsShown(row.state) || row.state === 'deleted') return shown
  const author = { id: row.personId, name: row.authorName, badge: row.badge, label: row.label }
  return { ...shown, author, html: row.html, removedFor: row.removedFor }
}

function presentComment(row: CommentRow, { notes, agreed }: Pick<Shown, 'notes' | 'agreed'>): Shown {
  const shown = wordsShown(row.state)
  return {
    id: row.id,
    storyId: row.storyId,
    parentId: row.parentId,
    depth: row.depth,
    seq: row.seq,
    state: row.state,
    isOfficial: row.isOfficial,
    author: shown ? { id: row.personId, name: row.authorName, badge: row.badge, label: row.label } : null,
    html: shown ? row.html : '',
    revision: row.revision,
    createdAt: iso(row.createdAt),
    editedAt: shown ? isoOrNull(row.editedAt) : null,
    isCollapsed: notes.some(isFolding),
    removedFor: row.state === 'removed' ? row.removedFor : null,
    notes,
    agreed,
  }
}

/** An edit opens a fold again only where it is known which words it was for, and that they are gone. */
function isFolding({ action, correctedAt, wrote }: Shown['notes'][number]): boolean {
  return action === 'collapse' && (correctedAt === null || wrote === '')
}

export function presentDraft(row: DraftRow): z.output<typeof Draft> {
  return { parentId: row.parentId || null, body: row.body, updatedAt: iso(row.updatedAt), parkedSeq: row.parkedSeq }
}
