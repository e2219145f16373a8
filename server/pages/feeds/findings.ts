import { casesByIds } from '../../../db/cases.ts'
import { publishedByReferences } from '../../../db/decisions.ts'
import { newestFindings } from '../../../db/feeds.ts'
import { presentFindings } from '../../cases/present-public.ts'
import type { Context } from '../../context.ts'
import { aboutOf, casePath, headlineOf, type Published, saysLabelOf, sentenceOf } from '../finding/about.ts'
import { storyLink, storyPath } from '../rules.ts'
import { absolute, type FeedSource } from './source.ts'
import { asHtml } from './visible.ts'

/** Published findings of misrepresentation, newest first. */
export const findingFeed: FeedSource = {
  title: (about, site) => (about ? `Findings on “${about.title}” – ${site}` : `Findings – ${site}`),
  description: (about, site) =>
    about
      ? `What was found about comments and posts that were said to misrepresent “${about.title}”.`
      : `What was found about comments and posts that were said to misrepresent a story of ${site}.`,
  page: (about) => (about ? storyPath(about) : '/log'),
  seed: 'findings',
  // A case may move before its story does.
  movesWithStory: false,
  tellsOfThread: false,
  keys: newestFindings,
  async entries(ctx, keys) {
    const { read } = ctx.db
    const cases = await casesByIds(
      read,
      keys.map(({ id }) => id),
    )
    const published = await publishedByReferences(
      read,
      cases.map(({ reference }) => reference),
    )
    const idOf = new Map(cases.map(({ id, reference }) => [reference, id]))
    const shown = new Map(
      (await presentFindings(read, published)).map((found) => [idOf.get(found.reference) ?? '', found]),
    )
    return keys.flatMap(({ id }) => {
      const found = shown.get(id)
      if (!found) return []
      const { decidedAt, correctedAt, answeredAt, reference } = found
      const times = [decidedAt, correctedAt, answeredAt]
      return {
        id,
        url: absolute(ctx, casePath(reference)),
        title: `${headlineOf(found)}: ${aboutOf(found)} (${reference})`,
        author: null,
        html: htmlOf(ctx, found),
        publishedAt: Date.parse(decidedAt),
        updatedAt: Math.max(...times.map((time) => (time ? Date.parse(time) : 0))),
      }
    })
  },
}

function htmlOf(ctx: Context, found: Published): string {
  const { wrote, says, explanation, storyId, storyUrl, storyTitle, isAppealed, correctedAt } = found
  const story = absolute(ctx, storyLink({ id: storyId, url: storyUrl }, ctx.config.PUBLIC_URL))
  const quoted = (label: string, words: string) =>
    words && `<p>${asHtml(label)}:</p><blockquote><p>${asHtml(words)}</p></blockquote>`
  return [
    `<p><strong>${asHtml(sentenceOf(found))}</strong></p>`,
    quoted('They wrote', wrote),
    quoted(saysLabelOf(found), says),
    explanation && `<p>${asHtml(explanation)}</p>`,
    correctedAt && '<p>The words concerned have been corrected since.</p>',
    isAppealed && '<p>Under appeal: another moderator looks at it again. Until then the finding stands.</p>',
    `<p>About <a href="${asHtml(story)}">“${asHtml(storyTitle)}”</a>.</p>`,
  ]
    .filter(Boolean)
    .join('')
}
