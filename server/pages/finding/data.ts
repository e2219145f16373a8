import { upholdsFlags } from '../../cases/rules.ts'
import type { Context } from '../../context.ts'
import { storyLink } from '../rules.ts'
import { permalink } from '../thread/addresses.ts'
import { casePath, headlineOf, type Published, sentenceOf } from './about.ts'

const CONTEXT = 'https://schema.org'

/**
 * A finding in the terms of schema.org, as far as they fit; undefined where they do not.
 *
 * `ClaimReview` is for a claim somebody else made in a place of their own, with a verdict: a post on another site. Its
 * claim is that a story says something, which is what was checked; whether that something is true was not. There is no
 * number, since findings are no scale. A comment under a story of ours is a `Comment` with a correction.
 */
export function dataOf(ctx: Context, found: Published): object | undefined {
  return found.outside ? reviewOf(ctx, found, found.outside) : commentOf(ctx, found)
}

function reviewOf({ config }: Context, found: Published, outside: NonNullable<Published['outside']>) {
  // Nobody should carry a verdict on that is none, or that may not stand.
  if (found.finding === 'cannot_be_settled' || found.isAppealed) return undefined
  return {
    '@context': CONTEXT,
    '@type': 'ClaimReview',
    url: config.PUBLIC_URL + casePath(found.reference),
    identifier: found.reference,
    datePublished: found.decidedAt,
    author: siteOf(config),
    claimReviewed: `${sources[found.sourceKind ?? 'story']} “${found.storyTitle}” says: “${found.wrote}”`,
    reviewRating: {
      '@type': 'Rating',
      alternateName: headlineOf(found),
      ratingExplanation: `${sentenceOf(found)} ${found.explanation}`,
    },
    itemReviewed: {
      '@type': 'Claim',
      author: { '@type': 'Person', name: outside.postedBy },
      appearance: { '@type': 'CreativeWork', url: outside.url, inLanguage: outside.language },
    },
  }
}

const sources = {
  story: 'The story',
  update: 'An update on the story',
  comment: 'A comment on the story',
} as const

function commentOf({ config }: Context, found: Published) {
  const { comment, storyId, storyUrl, storyTitle } = found
  if (!comment?.isShown) return undefined
  const note = {
    url: config.PUBLIC_URL + casePath(found.reference),
    identifier: found.reference,
    datePublished: found.decidedAt,
    author: siteOf(config),
    text: `${sentenceOf(found)} ${found.explanation}`,
  }
  return {
    '@context': CONTEXT,
    '@type': 'Comment',
    url: config.PUBLIC_URL + permalink(storyLink({ id: storyId, url: storyUrl }, config.PUBLIC_URL), comment.id),
    author: { '@type': 'Person', name: comment.author },
    about: { '@type': 'Article', headline: storyTitle, url: storyUrl },
    hasPart: { '@type': 'Quotation', text: found.wrote },
    ...(upholdsFlags(found.finding)
      ? { correction: { '@type': 'CorrectionComment', ...note } }
      : { comment: { '@type': 'Comment', ...note } }),
  }
}

function siteOf({ SITE_NAME, PUBLIC_URL }: Context['config']) {
  return { '@type': 'Organization', name: SITE_NAME, url: PUBLIC_URL }
}
