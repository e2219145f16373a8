import { plainText } from '../../text/plain.ts'
import { type Changed, count, type ImportReport } from '../report.ts'
import { feedTimeOf, timeOf } from './dates.ts'
import type { ExportedComment, ExportedItem, ExportHead } from './export.ts'
import { findUpdates } from './find-updates.ts'
import { withFootnotes } from './footnotes.ts'
import { type LeftOut, type PreparedUpdate, prepareUpdates } from './prepare-updates.ts'
import { fateOf } from './rules.ts'
import { articleOf, commentOf, lineOf, nameOf } from './texts.ts'

/** As long as a text that is sent to the API may be. */
const LONGEST_TEXT = 400_000
/** What the report says of a footnote. */
const FIRST_WORDS = 60

export interface PreparedStory {
  id: string
  /** What to call it in the report. */
  label: string
  url: string
  title: string
  section: string
  byline: string
  closed: boolean
  publishedAt: number
  /** Null when there is none, or too much of it. */
  text: { html: string; text: string } | null
  /** The words of the footnotes at the end of its text, in their order. */
  footnotes: string[]
  /** In the order of their numbers. They stay in the text too: quotations refer to it. */
  updates: PreparedUpdate[]
  /** Updates in its text that can not be stored: which words of theirs, and why. */
  leftOut: LeftOut[]
  /** In what it is not as the file says. */
  changed: Changed[]
}

export interface PreparedComment {
  id: string
  parent: string
  createdAt: number
  state: 'visible' | 'pending'
  authorName: string
  html: string
  body: string
  changed: Changed[]
}

/** A story as it will be stored. */
export function prepareStory(item: ExportedItem, head: ExportHead, now: number): PreparedStory {
  const title = lineOf(item.title, 300)
  const publishedAt = timeOf(item.dateGmt, now) ?? feedTimeOf(item.pubDate, now) ?? timeOf(item.date, now)
  const article = articleOf(item.content)
  const noted = withFootnotes(article)
  const long = noted.html.length > LONGEST_TEXT
  const hasText = article !== '' && !long
  const url = [item.link, item.guid].find(isAddress)
  const section = lineOf(item.section, 80)
  const modifiedAt = timeOf(item.modifiedGmt, now) ?? timeOf(item.modified, now) ?? 0
  const published = publishedAt ?? now
  const found = hasText ? findUpdates(article, now) : []
  return {
    id: item.id,
    label: `${title || 'Untitled'} (${item.id})`,
    url: url ?? new URL(`?p=${item.id}`, head.siteUrl).href,
    title: title || 'Untitled',
    section: section === 'Uncategorized' ? '' : section,
    byline: nameOf(head.authors.get(item.creator) ?? item.creator),
    closed: item.commentStatus === 'closed',
    publishedAt: published,
    text: hasText ? { html: noted.html, text: plainText(noted.html) } : null,
    footnotes: hasText ? noted.notes.map((words) => lineOf(words, FIRST_WORDS)) : [],
    ...prepareUpdates(found, Math.max(modifiedAt, published)),
    changed: which({
      untitled: !title,
      story_date: publishedAt === undefined,
      address: url === undefined || url !== item.link,
      long_text: long,
    }),
  }
}

/** The comments of a story that can be stored; the others are counted in the report with their reason. */
export function prepareComments(
  item: ExportedItem,
  story: PreparedStory,
  now: number,
  report: ImportReport,
): PreparedComment[] {
  const prepared = new Map<string, PreparedComment>()
  for (const comment of item.comments) {
    const label = `comment ${comment.id || 'without a number'} on ${story.label}`
    const fate = fateOf(comment)
    if (fate !== 'visible' && fate !== 'pending') count(report.skipped, fate, label)
    else if (prepared.has(comment.id)) count(report.skipped, 'repeated', label)
    else {
      const ready = prepareComment(comment, fate, story.publishedAt, now)
      if (ready) prepared.set(comment.id, ready)
      else count(report.skipped, 'empty_comment', label)
    }
  }
  return [...prepared.values()]
}

function prepareComment(
  comment: ExportedComment,
  state: 'visible' | 'pending',
  storyTime: number,
  now: number,
): PreparedComment | undefined {
  const { html, text } = commentOf(comment.content)
  if (!text) return undefined
  const name = nameOf(comment.author)
  const createdAt = timeOf(comment.dateGmt, now) ?? timeOf(comment.date, now)
  return {
    id: comment.id,
    parent: comment.parent === '0' ? '' : comment.parent,
    createdAt: createdAt ?? storyTime,
    state,
    authorName: name || 'Anonymous',
    html,
    body: text,
    changed: which({ anonymous: !name, comment_date: createdAt === undefined }),
  }
}

function isAddress(url: string): boolean {
  return url.length <= 2000 && /^https?:\/\//i.test(url) && URL.canParse(url)
}

function which(found: Partial<Record<Changed, boolean>>): Changed[] {
  return (Object.keys(found) as Changed[]).filter((what) => found[what])
}
