import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { nearestCommentOf, participantsOf } from '../../db/participants.ts'
import { linkMentions, mayMention, mentionsIn, namesOf } from '../text/mentions.ts'
import { ancestorPaths } from './rules.ts'

interface Where {
  storyId: string
  parentId: string | null
  /** Of a comment that stands already. */
  own?: Pick<CommentRow, 'path' | 'rootSeq' | 'seq'>
}

/** Rendered words with each `@Name` of somebody in the story's thread linked to their nearest comment above. */
export async function withMentions(db: Queries, html: string, where: Where): Promise<string> {
  if (!mayMention(html)) return html
  const names = namesOf(await participantsOf(db, where.storyId))
  const people = mentionsIn(html, names)
  if (people.length === 0) return html
  const place = await placeOf(db, where)
  const nearest = new Map<string, string>()
  for (const personId of people) {
    const id = await nearestCommentOf(db, { storyId: where.storyId, personId }, place)
    if (id !== undefined) nearest.set(personId, id)
  }
  return linkMentions(html, names, (personId) => nearest.get(personId))
}

async function placeOf(db: Queries, { parentId, own }: Where) {
  if (own) return { rootSeq: own.rootSeq, paths: ancestorPaths(own.path), before: own.seq }
  const parent = parentId === null ? undefined : await commentById(db, parentId)
  if (!parent) return { rootSeq: null, paths: [], before: null }
  return { rootSeq: parent.rootSeq, paths: [...ancestorPaths(parent.path), parent.path], before: null }
}
