import type * as z from 'zod'
import { findingNames, findingSentence } from '../../../client/ui/words.ts'
import { commentsByIds } from '../../../db/comments.ts'
import { newestComments } from '../../../db/feeds.ts'
import { type StoryRow, storiesByIds } from '../../../db/stories.ts'
import { presentComments } from '../../comments/present.ts'
import type { Context } from '../../context.ts'
import type { Comment } from '../../contract/comments.ts'
import type { Note } from '../../contract/findings.ts'
import { casePath } from '../finding/about.ts'
import { storyPath } from '../rules.ts'
import { permalink } from '../thread/addresses.ts'
import { absoluteLinks } from './absolute-links.ts'
import type { FeedEntry } from './document.ts'
import { absolute, type FeedSource } from './source.ts'
import { asHtml } from './visible.ts'

/** Comments that can be read, newest first. */
export const commentFeed: FeedSource = {
  title: (about, site) => (about ? `Comments on “${about.title}” – ${site}` : `Comments – ${site}`),
  description: (about, site, now) => {
    const what = about ? `The newest comments on “${about.title}”.` : `The newest comments in ${site}.`
    return now ? `${what} ${now}` : what
  },
  page: (about) => (about ? `${storyPath(about)}#comments` : '/'),
  seed: 'comments',
  movesWithStory: true,
  tellsOfThread: true,
  keys: newestComments,
  async entries(ctx, keys, { about }) {
    const { read } = ctx.db
    const rows = new Map(
      (
        await commentsByIds(
          read,
          keys.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    )
    const inOrder = keys.flatMap(({ id }) => rows.get(id) ?? [])
    const [comments, stories] = await Promise.all([
      presentComments(read, inOrder),
      storiesByIds(read, [...new Set(inOrder.map(({ storyId }) => storyId))]),
    ])
    const storyOf = new Map(stories.map((story) => [story.id, story]))
    return comments.flatMap((comment) => {
      const story = storyOf.get(comment.storyId)
      return story ? entryOf(ctx, comment, story, about === undefined) : []
    })
  },
}

type Shown = z.output<typeof Comment>
type NoteShape = z.output<typeof Note>

const offices = { author: ' (author of the story)', moderator: ' (moderator)', guest: ' (guest)' }

function entryOf(ctx: Context, comment: Shown, story: StoryRow, namesStory: boolean): FeedEntry[] {
  const { id, author, html, notes, createdAt, editedAt } = comment
  if (!author) return []
  const office = author.badge ? offices[author.badge] : ''
  const times = [createdAt, editedAt, ...notes.flatMap((note) => [note.decidedAt, note.correctedAt])]
  return [
    {
      id,
      url: absolute(ctx, permalink(storyPath(story), id)),
      title: `${author.name}${office}${namesStory ? ` on “${story.title}”` : ''}`,
      author: author.name,
      html: notes.map((note) => noteHtml(ctx, note)).join('') + absoluteLinks(html, story.url),
      publishedAt: Date.parse(createdAt),
      updatedAt: Math.max(...times.map((time) => (time ? Date.parse(time) : 0))),
    },
  ]
}

/** Before the comment's words, as they should not be read without it; not what was said of them in detail, which would stay in feed readers. */
function noteHtml(ctx: Context, { reference, finding, sourceKind, isAppealed, correctedAt }: NoteShape): string {
  const since = `${correctedAt ? ' The words concerned have been corrected since.' : ''}${isAppealed ? ' The finding is under appeal.' : ''}`
  return `<p><strong>Note: ${asHtml(findingNames[finding])}.</strong> ${asHtml(findingSentence(finding, sourceKind))}${since} <a href="${asHtml(absolute(ctx, casePath(reference)))}">Finding ${asHtml(reference)}</a></p>`
}
