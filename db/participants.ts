import { and, desc, eq, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Queries } from './database.ts'

export interface Participant {
  personId: string
  name: string
}

/** Who has a comment under a story that can be read, under each name they wrote it with. */
export async function participantsOf(db: Queries, storyId: string): Promise<Participant[]> {
  const { comments } = db.tables
  const rows = await db
    .selectDistinct({ personId: comments.personId, name: comments.authorName })
    .from(comments)
    .where(and(eq(comments.storyId, storyId), eq(comments.state, 'visible'), isNotNull(comments.personId)))
  return rows.flatMap(({ personId, name }) => (personId === null ? [] : [{ personId, name }]))
}

/**
 * The comment of a person that is nearest above a place: their latest on the way up to the story, else in the same
 * branch, else under the story.
 * @param place `paths` of the comments on the way up; `before` a sequence number, of a comment that stands already.
 */
export async function nearestCommentOf(
  db: Queries,
  { storyId, personId }: { storyId: string; personId: string },
  { rootSeq, paths, before }: { rootSeq: number | null; paths: string[]; before: number | null },
): Promise<string | undefined> {
  const { comments } = db.tables
  const rank = (is: SQL | undefined) => desc(sql`case when ${is ?? sql`1 = 0`} then 1 else 0 end`)
  const inBranch = rootSeq === null ? undefined : eq(comments.rootSeq, rootSeq)
  const onWay = inBranch && paths.length > 0 ? and(inBranch, inArray(comments.path, paths)) : undefined
  const [row] = await db
    .select({ id: comments.id })
    .from(comments)
    .where(
      and(
        ...[eq(comments.storyId, storyId), eq(comments.personId, personId), eq(comments.state, 'visible')],
        before === null ? undefined : lt(comments.seq, before),
      ),
    )
    .orderBy(rank(onWay), rank(inBranch), desc(comments.seq))
    .limit(1)
  return row?.id
}
