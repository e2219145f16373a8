import { claimStatusNames, updateKindNames } from '../../../client/ui/words.ts'
import { newestUpdateKeys } from '../../../db/feeds.ts'
import { storiesByIds } from '../../../db/stories.ts'
import { isNumbered, updatesByIds } from '../../../db/updates.ts'
import { presentUpdates } from '../../updates/present.ts'
import { casePath } from '../finding/about.ts'
import { storyPath } from '../rules.ts'
import { absoluteLinks } from './absolute-links.ts'
import { absolute, type FeedSource } from './source.ts'
import { asHtml } from './visible.ts'

/** Updates on stories, newest first. */
export const updateFeed: FeedSource = {
  title: (about, site) => (about ? `Updates on “${about.title}” – ${site}` : `Updates – ${site}`),
  description: (about, site) =>
    about
      ? `What became known since “${about.title}”, by its author.`
      : `What became known since a story, by its author. All stories of ${site}.`,
  page: (about) => (about ? `${storyPath(about)}#comments` : '/'),
  seed: 'updates',
  movesWithStory: true,
  tellsOfThread: false,
  keys: newestUpdateKeys,
  async entries(ctx, keys, { about }) {
    const { read } = ctx.db
    const rows = new Map(
      (
        await updatesByIds(
          read,
          keys.map(({ id }) => id),
        )
      )
        .filter(isNumbered)
        .map((row) => [row.id, row]),
    )
    const inOrder = keys.flatMap(({ id }) => rows.get(id) ?? [])
    const [updates, stories] = await Promise.all([
      presentUpdates(read, inOrder),
      storiesByIds(read, [...new Set(inOrder.map(({ storyId }) => storyId))]),
    ])
    const storyOf = new Map(stories.map((story) => [story.id, story]))
    return updates.flatMap((update) => {
      const { id, storyId, number, kind, status, author, publishedAt, answers } = update
      const story = storyOf.get(storyId)
      if (!story) return []
      const stands = status ? `, ${claimStatusNames[status].toLowerCase()}` : ''
      const at = Date.parse(publishedAt)
      // Before its finding is public, a case has no page to lead to.
      const answered = answers?.commentId
        ? `<p>It answers <a href="${absolute(ctx, casePath(answers.reference))}">case ${answers.reference}</a>.</p>`
        : ''
      return {
        id,
        url: absolute(ctx, `${storyPath(story)}#update-${number}`),
        title: `UPDATE ${number}: ${update.withdrawal ? 'withdrawn' : updateKindNames[kind] + stands}${about ? '' : ` – ${story.title}`}`,
        author,
        html: update.withdrawal
          ? withdrawn(update.withdrawal.reason)
          : absoluteLinks(update.html, story.url) + answered,
        publishedAt: at,
        // Whoever has the entry needs to know of every change, also of those that count as none in the thread.
        updatedAt: update.withdrawal ? Date.parse(update.withdrawal.at) : (rows.get(id)?.editedAt ?? at),
      }
    })
  },
}

/** What stands in the place of an update that was taken back. */
function withdrawn(reason: string): string {
  return `<p>Withdrawn${reason ? `: ${asHtml(reason)}` : '.'}</p>`
}
