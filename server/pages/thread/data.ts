import type * as z from 'zod'
import { findingSentence, updateKindNames } from '../../../client/ui/words.ts'
import type { Branch } from '../../../client/widget/tree.ts'
import { upholdsFlags } from '../../cases/rules.ts'
import type { Context } from '../../context.ts'
import type { Note } from '../../contract/findings.ts'
import type { Thread } from '../../contract/stories.ts'
import type { Update } from '../../contract/updates.ts'
import { plainText } from '../../text/plain.ts'
import { casePath } from '../finding/about.ts'
import { commentPath } from './addresses.ts'

const CONTEXT = 'https://schema.org'
/** Kinds of updates that put something right in the story. */
const CORRECTING: readonly string[] = ['correction', 'clarification', 'editors_note', 'retraction']

interface Facts {
  thread: z.output<typeof Thread>
  branches: readonly Branch[]
  /** Of the story's page. */
  path: string
  /** What the story begins with. */
  opening: string
}

/** The part of a thread that a page shows, in the terms of schema.org: what people read there and nothing else. */
export function threadData(ctx: Context, { thread, branches, path, opening }: Facts): object {
  const { story, updates } = thread
  const url = ctx.config.PUBLIC_URL + path
  const site = siteOf(ctx)
  const standing = updates.filter(({ withdrawal }) => withdrawal === null)
  return {
    '@context': CONTEXT,
    '@type': 'DiscussionForumPosting',
    url,
    headline: story.title,
    ...(opening && { text: opening }),
    datePublished: story.publishedAt,
    author: story.byline ? { '@type': 'Person', name: story.byline } : site,
    publisher: site,
    ...(story.url !== url && { sharedContent: { '@type': 'WebPage', url: story.url } }),
    commentCount: story.commentCount,
    comment: branches.flatMap((branch) => commentData(ctx, url, branch)),
    ...some(
      'correction',
      standing.filter(({ kind }) => CORRECTING.includes(kind)).map((update) => correctionData(url, update)),
    ),
    ...some(
      'hasPart',
      standing.filter(({ kind }) => !CORRECTING.includes(kind)).map((update) => partData(url, update)),
    ),
  }
}

/** One that is not shown gives its place to the replies below it; the words of a folded one are there on request only. */
function commentData(ctx: Context, url: string, { comment, replies }: Branch): object[] {
  const below = replies.flatMap((reply) => commentData(ctx, url, reply))
  const { id, author, html, createdAt, editedAt, agreed, isCollapsed, notes } = comment
  if (!author) return below
  const upheld = notes.filter(({ finding }) => upholdsFlags(finding))
  const others = notes.filter(({ finding }) => !upholdsFlags(finding)).map((note) => noteData(ctx, 'Comment', note))
  return [
    {
      '@type': 'Comment',
      '@id': `${url}#comment-${id}`,
      url: commentPath(url, id),
      author: { '@type': 'Person', name: author.name },
      datePublished: createdAt,
      ...(editedAt && { dateModified: editedAt }),
      ...(!isCollapsed && { text: plainText(html) }),
      ...(agreed > 0 && {
        interactionStatistic: {
          '@type': 'InteractionCounter',
          interactionType: `${CONTEXT}/AgreeAction`,
          userInteractionCount: agreed,
        },
      }),
      ...some(
        'correction',
        upheld.map((note) => noteData(ctx, 'CorrectionComment', note)),
      ),
      ...some('comment', [...others, ...below]),
    },
  ]
}

function noteData(ctx: Context, type: 'Comment' | 'CorrectionComment', note: z.output<typeof Note>) {
  return {
    '@type': type,
    url: ctx.config.PUBLIC_URL + casePath(note.reference),
    identifier: note.reference,
    datePublished: note.decidedAt,
    author: siteOf(ctx),
    text: `${findingSentence(note.finding, note.sourceKind)} ${note.explanation}`,
  }
}

function correctionData(url: string, update: z.output<typeof Update>) {
  return { '@type': 'CorrectionComment', ...updateData(url, update) }
}

function partData(url: string, update: z.output<typeof Update>) {
  return { '@type': 'CreativeWork', ...updateData(url, update) }
}

function updateData(url: string, { number, kind, html, author, publishedAt, editedAt }: z.output<typeof Update>) {
  return {
    url: `${url}#update-${number}`,
    name: kind === 'update' ? `UPDATE ${number}` : `UPDATE ${number}: ${updateKindNames[kind]}`,
    text: plainText(html),
    author: { '@type': 'Person', name: author },
    datePublished: publishedAt,
    ...(editedAt && { dateModified: editedAt }),
  }
}

function some(name: string, list: object[]): object {
  return list.length > 0 ? { [name]: list } : {}
}

function siteOf({ config: { SITE_NAME, PUBLIC_URL } }: Context) {
  return { '@type': 'Organization', name: SITE_NAME, url: PUBLIC_URL }
}
