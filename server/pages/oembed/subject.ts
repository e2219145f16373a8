import { findingNames } from '../../../client/ui/words.ts'
import { commentById } from '../../../db/comments.ts'
import { type StoryRow, storyRevision } from '../../../db/stories.ts'
import { readFinding } from '../../cases/present-public.ts'
import { presentComments } from '../../comments/present.ts'
import type { Context } from '../../context.ts'
import { Id } from '../../contract/shapes.ts'
import { Refusal } from '../../errors.ts'
import { presentStory } from '../../stories/present.ts'
import { plainText } from '../../text/plain.ts'
import { aboutOf, casePath, headlineOf, referenceAt, summaryOf } from '../finding/about.ts'
import { storyPath } from '../rules.ts'
import { storyNamed } from '../story.tsx'
import { permalink } from '../thread/addresses.ts'
import { commentsWords } from '../words.ts'

/** What a card shows, in plain text; paths are of this site. */
export interface Subject {
  title: string
  /** Who wrote the words. */
  author: string
  words: string
  path: string
  /** What stands under the words as a link: where they are from. */
  from: string
  /** Findings that stand beside the words, which should not go anywhere without them. */
  notes: { words: string; path: string }[]
}

/**
 * What an address of this site shows, as everybody may see it.
 * @throws Refusal `not_found`: the address is of another site, of no page that can be embedded, or what was there is gone.
 */
export async function subjectAt(ctx: Context, address: string): Promise<Subject> {
  const { origin, pathname, searchParams, hash } = new URL(address)
  const [, room, name = ''] = /^\/(stories|cases)\/([^/]+)$/.exec(pathname) ?? []
  if (origin !== new URL(ctx.config.PUBLIC_URL).origin || !room) throw nothing()
  if (room === 'cases') return findingSubject(ctx, decoded(name))
  const story = await storyNamed(ctx, decoded(name))
  if (!story) throw nothing()
  const commentId = /^#comment-(.*)$/.exec(hash)?.[1] ?? searchParams.get('comment')
  return commentId === null ? storySubject(ctx, story) : commentSubject(ctx, story, commentId)
}

function nothing(): Refusal {
  return new Refusal('not_found', 'There is nothing to embed at this address.')
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw nothing()
  }
}

async function commentSubject(ctx: Context, story: StoryRow, id: string): Promise<Subject> {
  const row = Id.safeParse(id).success ? await commentById(ctx.db.read, id) : undefined
  const [comment] = row?.storyId === story.id ? await presentComments(ctx.db.read, [row]) : []
  if (!comment?.author) throw nothing()
  const { author, html, isCollapsed, notes } = comment
  return {
    title: `${author.name} on “${story.title}”`,
    author: author.name,
    words: isCollapsed ? '' : plainText(html),
    path: permalink(storyPath(story), id),
    from: story.title,
    notes: notes.map(({ finding, reference }) => ({
      words: `Note: ${findingNames[finding].toLowerCase()}, finding ${reference}`,
      path: casePath(reference),
    })),
  }
}

async function findingSubject(ctx: Context, name: string): Promise<Subject> {
  const found = await readFinding(ctx, referenceAt(name))
  return {
    title: `${headlineOf(found)}: ${aboutOf(found)} (${found.reference})`,
    author: ctx.config.SITE_NAME,
    words: summaryOf(found),
    path: casePath(found.reference),
    from: `Finding ${found.reference}`,
    notes: [],
  }
}

async function storySubject(ctx: Context, story: StoryRow): Promise<Subject> {
  const { read } = ctx.db
  const [revision, { commentCount }] = await Promise.all([
    storyRevision(read, story.id, story.textRevision),
    presentStory(read, story, ctx.now()),
  ])
  return {
    title: story.title,
    author: story.byline || ctx.config.SITE_NAME,
    words: revision ? plainText(revision.html) : '',
    path: storyPath(story),
    from: `${story.title} (${commentsWords(commentCount).toLowerCase()})`,
    notes: [],
  }
}
