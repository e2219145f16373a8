import type { Context } from '../../context.ts'
import { OembedQuery } from '../../contract/oembed.ts'
import { Refusal } from '../../errors.ts'
import { asHtml, visibleLine } from '../feeds/visible.ts'
import { cardSize, shortened } from './rules.ts'
import { type Subject, subjectAt } from './subject.ts'

export type OembedFormat = 'json' | 'xml'

/** Seconds for which another site should keep a card: what is deleted should not stand there for long. */
const CACHE_AGE = 300

/** The format asked for; undefined if there is none of this name. */
export function oembedFormat(format: unknown): OembedFormat | undefined {
  if (format === undefined) return 'json'
  return format === 'json' || format === 'xml' ? format : undefined
}

/**
 * A comment, story or finding as a card for other sites (oEmbed 1.0, type `rich`): a quotation with its source, which
 * needs no script, style or frame.
 *
 * @throws Refusal `invalid`: no address, or a size that is none; `not_found`: nothing of ours to be seen stands there.
 */
export async function readOembed(ctx: Context, format: OembedFormat, query: unknown): Promise<string> {
  const asked = OembedQuery.safeParse(query)
  if (!asked.success) throw new Refusal('invalid', 'Give the address of a comment, story or finding as `url`.')
  const { url, ...most } = asked.data
  const subject = await subjectAt(ctx, url)
  const { SITE_NAME, PUBLIC_URL } = ctx.config
  const words = visibleLine(subject.words)
  const { letters, width, height } = cardSize(words.length, subject.notes.length, most)
  const card = {
    version: '1.0',
    type: 'rich',
    title: visibleLine(subject.title),
    author_name: visibleLine(subject.author),
    provider_name: SITE_NAME,
    provider_url: PUBLIC_URL,
    cache_age: CACHE_AGE,
    html: cardHtml(PUBLIC_URL, subject, shortened(words, letters)),
    width,
    height,
  }
  return format === 'json' ? JSON.stringify(card) : xmlOf(card)
}

function cardHtml(base: string, { author, path, from, notes }: Subject, words: string): string {
  const link = (to: string, text: string) => `<a href="${asHtml(base + to)}">${asHtml(visibleLine(text))}</a>`
  return [
    `<blockquote class="afterword-card" cite="${asHtml(base + path)}">`,
    words && `<p dir="auto">${asHtml(words)}</p>`,
    ...notes.map((note) => `<p>${link(note.path, note.words)}</p>`),
    `<footer><cite><bdi>${asHtml(visibleLine(author))}</bdi></cite>, ${link(path, from)}</footer>`,
    '</blockquote>',
  ].join('')
}

function xmlOf(card: Record<string, string | number>): string {
  const fields = Object.entries(card).map(([name, value]) => `<${name}>${asHtml(String(value))}</${name}>`)
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join('')}</oembed>\n`
}
