import { piecesOf } from '../../text/tags.ts'

/** Shortcodes of WordPress itself; others are known by their attributes. */
const SHORTCODES = new Set(['caption', 'wp_caption', 'gallery', 'audio', 'video', 'playlist', 'embed'])

const names = (list: string) => new Set(list.split(' '))

/** Elements that part paragraphs, besides those below. */
const BLOCKS = names(
  'p address article aside body caption center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr main nav section summary table tbody td tfoot th thead tr',
)
/** Elements whose text is not for paragraphs. What may not be shown is left whole too, for the sanitiser to drop. */
const WHOLE = names('ol ul pre script style svg math iframe object textarea select canvas video audio noscript')
/** Blocks that an article keeps; a comment keeps quotes only, the others become plain paragraphs. */
const KEPT = {
  article: names('blockquote div figure hr'),
  comment: names('blockquote'),
}
const WHOLE_IN_ARTICLE = names('dl figcaption h1 h2 h3 h4 h5 h6 table caption summary')

/**
 * HTML of a WordPress text as its pages show it, not yet sanitised: block markers and shortcodes gone, captions kept,
 * and, in texts written before blocks, an empty line ends a paragraph and a line break is a line break.
 * Takes time in proportion to the text, whatever it is.
 */
export function htmlOf(content: string, kind: 'article' | 'comment'): string {
  const blocks = kind === 'article' && content.includes('<!-- wp:')
  const html = withoutShortcodes(withoutComments(content.replace(/\r\n?/g, '\n')))
  return blocks ? html : paragraphs(html, kind)
}

function withoutComments(html: string): string {
  let out = ''
  let at = 0
  for (;;) {
    const start = html.indexOf('<!--', at)
    const end = start < 0 ? -1 : html.indexOf('-->', start + 4)
    if (end < 0) return out + html.slice(at)
    out += html.slice(at, start)
    at = end + 3
  }
}

const SHORTCODE = /\[(\[?)(\/?)([a-z][\w-]{0,40})(\s[^[\]]{0,2000})?\/?\](\]?)/i
const SHORTCODES_IN = new RegExp(SHORTCODE, 'gi')

/** Drops `[gallery ids="1,2"]` and the tags of `[caption …]…[/caption]`; `[sic]` and `[[gallery]]` are words. */
function withoutShortcodes(html: string): string {
  const dropped = new Set(SHORTCODES)
  return html.replace(SHORTCODES_IN, (all) => {
    const [, open = '', close, name = '', attributes = '', shut = ''] = SHORTCODE.exec(all) ?? []
    if (open && shut) return all.slice(1, -1)
    const known = name.toLowerCase()
    if (!close && /[\w-]=/.test(attributes)) dropped.add(known)
    if (!dropped.has(known)) return all
    return `${open}${known.endsWith('caption') ? '\n\n' : ''}${shut}`
  })
}

function paragraphs(html: string, kind: 'article' | 'comment'): string {
  let out = ''
  let inline = ''
  for (const { text, part } of partsOf(html, kind)) {
    if (part === 'inline') {
      inline += text
      continue
    }
    out += wrapped(inline) + (part === 'dropped' ? '' : text)
    inline = ''
  }
  return out + wrapped(inline)
}

type Part = 'inline' | 'whole' | 'kept' | 'dropped'

/** What the pieces are to the paragraphs; all of an element whose text stays whole is `whole`. */
function* partsOf(html: string, kind: 'article' | 'comment'): Generator<{ text: string; part: Part }> {
  /** The outermost such element, and how many of its name are open. */
  let whole = ''
  let depth = 0
  for (const { text, name, closes } of piecesOf(html)) {
    const part = depth > 0 ? 'whole' : partOf(name, kind)
    yield { text, part }
    if (part !== 'whole') continue
    if (depth === 0) whole = name
    if (name === whole) depth = Math.max(0, depth + (closes ? -1 : 1))
  }
}

function partOf(name: string, kind: 'article' | 'comment'): Part {
  if (WHOLE.has(name) || (kind === 'article' && WHOLE_IN_ARTICLE.has(name))) return 'whole'
  if (KEPT[kind].has(name)) return 'kept'
  return BLOCKS.has(name) ? 'dropped' : 'inline'
}

function wrapped(inline: string): string {
  return inline
    .split(/\n[^\S\n]*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>\n`)
    .join('')
}
