/** A tag or a run of text of HTML, as it was written. */
export interface Piece {
  text: string
  /** Element name in lower case for a tag; empty for text. */
  name: string
  closes: boolean
}

/** Cuts HTML into tags and text, in time proportional to its length; the pieces together are the HTML again. */
export function* piecesOf(html: string): Generator<Piece> {
  const tag = /<(\/?)([a-z][a-z0-9-]*)/gi
  let at = 0
  let end = -1
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    if (end < found.index) end = html.indexOf('>', found.index)
    if (end < 0) break
    if (found.index > at) yield { text: html.slice(at, found.index), name: '', closes: false }
    at = end + 1
    yield { text: html.slice(found.index, at), name: (found[2] ?? '').toLowerCase(), closes: found[1] === '/' }
    tag.lastIndex = at
  }
  if (at < html.length) yield { text: html.slice(at), name: '', closes: false }
}

const DEEPEST = 100
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/**
 * Takes out end tags that end nothing and tags nested more than a hundred deep. HTML parsers look through all open
 * elements for each end tag: 180 kB of `<ul></ol>` kept one busy for eight seconds.
 */
export function withoutIdleTags(html: string): string {
  const open = new Map<string, number>()
  let depth = 0
  let out = ''
  for (const { text, name, closes } of piecesOf(html)) {
    const own = open.get(name) ?? 0
    if (!name || VOID.has(name)) out += text
    else if (closes && own > 0) {
      open.set(name, own - 1)
      depth -= 1
      out += text
    } else if (!closes && depth < DEEPEST) {
      open.set(name, own + 1)
      depth += 1
      out += text
    }
  }
  return out
}
