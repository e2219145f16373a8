import type * as z from 'zod'
import { type StoryRow, storyPage } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import { Id } from '../contract/shapes.ts'
import type { Story } from '../contract/stories.ts'
import { Refusal } from '../errors.ts'
import { presentStories } from './present.ts'

interface Wanted {
  search?: string | undefined
  after?: string | undefined
  /** Leaves out stories from elsewhere in which nothing has happened yet. */
  onlyUsed?: boolean
  limit: number
}

/**
 * A page of stories, newest first.
 * @throws Refusal `invalid`: the cursor is none of ours.
 */
export async function listStories(
  ctx: Context,
  { search, after, onlyUsed, limit }: Wanted,
): Promise<{ stories: z.output<typeof Story>[]; next: string | null }> {
  const rows = await storyPage(ctx.db.read, {
    search,
    after: after === undefined ? undefined : decode(after),
    onlyUsed,
    limit: limit + 1,
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    stories: await presentStories(ctx.db.read, rows.slice(0, limit), ctx.now()),
    next: last ? encode(last) : null,
  }
}

function encode({ publishedAt, id }: StoryRow): string {
  return `${publishedAt}_${id}`
}

function decode(cursor: string): { publishedAt: number; id: string } {
  const [time = '', id = ''] = cursor.split('_')
  if (!/^-?\d{1,16}$/.test(time) || !Id.safeParse(id).success)
    throw new Refusal('invalid', 'This is no place in the list of stories.')
  return { publishedAt: Number(time), id }
}
