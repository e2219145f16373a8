import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { RefusedFile } from '../refused-file.ts'
import { type ExportedComment, type ExportedItem, type ExportHead, emptyComment, emptyItem } from './export.ts'

/** Longest run without the end of a tag, text or comment, and most text of one item, in characters: memory is bounded. */
const RUN_LIMIT = 16 * 1024 * 1024
const ITEM_LIMIT = 64 * 1024 * 1024
const DEPTH_LIMIT = 50

/** What old exports really contain and a reader can step over; the parser keeps the characters as they stand. */
const RECOVERABLE = [
  'disallowed character.',
  'undefined entity.',
  'malformed character entity.',
  'disallowed character in entity name.',
  'empty entity name.',
  'the string "]]>" is disallowed in char data.',
  'text data outside of root node.',
]

const ITEM_FIELDS = new Map<string, Exclude<keyof ExportedItem, 'comments' | 'section'>>([
  ['wp:post_id', 'id'],
  ['wp:post_type', 'type'],
  ['wp:status', 'status'],
  ['wp:post_password', 'password'],
  ['wp:comment_status', 'commentStatus'],
  ['title', 'title'],
  ['link', 'link'],
  ['guid', 'guid'],
  ['dc:creator', 'creator'],
  ['pubDate', 'pubDate'],
  ['wp:post_date', 'date'],
  ['wp:post_date_gmt', 'dateGmt'],
  ['wp:post_modified', 'modified'],
  ['wp:post_modified_gmt', 'modifiedGmt'],
  ['content:encoded', 'content'],
])

const COMMENT_FIELDS = new Map<string, keyof ExportedComment>([
  ['wp:comment_id', 'id'],
  ['wp:comment_parent', 'parent'],
  ['wp:comment_author', 'author'],
  ['wp:comment_date', 'date'],
  ['wp:comment_date_gmt', 'dateGmt'],
  ['wp:comment_content', 'content'],
  ['wp:comment_approved', 'approved'],
  ['wp:comment_type', 'type'],
])

interface State {
  parser: SaxesParser
  head: ExportHead
  done: ExportedItem[]
  /** Names of the open elements: a title is the item's by where it stands, not by its name alone. */
  path: string[]
  item: ExportedItem | undefined
  comment: ExportedComment | undefined
  login: string
  text: string
  inCategory: boolean
  runLength: number
  /** Characters kept since the last element right under the channel began. */
  kept: number
  odd: number
}

export interface Collector {
  /** Filled as the file is read; complete at the first item. */
  head: ExportHead
  /** Places where the file is not quite XML and the reader went on. */
  oddities(): number
  write(text: string): void
  end(): void
  /** The items that are complete by now, once. */
  take(): ExportedItem[]
}

/**
 * Turns the text of a WordPress export, piece by piece, into items. Only XML's own five entities are expanded.
 * Its functions throw RefusedFile.
 */
export function collectItems(): Collector {
  const s: State = {
    parser: new SaxesParser(),
    head: { version: '', siteUrl: '', authors: new Map() },
    done: [],
    path: [],
    item: undefined,
    comment: undefined,
    login: '',
    text: '',
    inCategory: false,
    runLength: 0,
    kept: 0,
    odd: 0,
  }
  listen(s)
  return {
    head: s.head,
    oddities: () => s.odd,
    write(text) {
      s.runLength += text.length
      s.parser.write(text)
      if (s.runLength > RUN_LIMIT)
        throw new RefusedFile(`Line ${s.parser.line}: more than 16 million characters without an end.`)
    },
    end: () => void s.parser.close(),
    take: () => s.done.splice(0),
  }
}

function listen(s: State): void {
  s.parser.on('doctype', () => {
    throw new RefusedFile('The file has a DOCTYPE. A WordPress export has none, and its entities could be a trap.')
  })
  s.parser.on('opentag', (tag) => opened(s, tag))
  s.parser.on('closetag', (tag) => closed(s, tag.name))
  s.parser.on('text', (text) => heard(s, text))
  s.parser.on('cdata', (text) => heard(s, text))
  s.parser.on('comment', () => {
    s.runLength = 0
  })
  s.parser.on('error', (error) => failed(s, error.message))
}

function opened(s: State, tag: SaxesTagPlain): void {
  const { path, head } = s
  path.push(tag.name)
  s.runLength = 0
  s.text = ''
  if (path.length > DEPTH_LIMIT)
    throw new RefusedFile(`Line ${s.parser.line}: elements nested more than ${DEPTH_LIMIT} deep.`)
  if (path.length === 1 && tag.name !== 'rss') throw notAnExport('it does not begin as RSS')
  if (path.length === 3) {
    s.kept = 0
    if (tag.name !== 'item') return
    if (!head.version) throw notAnExport('it says no wxr_version before its first item')
    s.item = emptyItem()
  } else if (path.length === 4 && s.item) {
    if (tag.name === 'wp:comment') s.comment = emptyComment()
    s.inCategory = tag.name === 'category' && tag.attributes.domain === 'category'
  }
}

function heard(s: State, text: string): void {
  s.runLength = 0
  s.kept += text.length
  if (s.kept > ITEM_LIMIT) throw new RefusedFile(`Line ${s.parser.line}: an item of more than 64 million characters.`)
  s.text += text
}

function closed(s: State, name: string): void {
  s.runLength = 0
  if (s.item) closedInItem(s, s.item, name, s.text.trim())
  else closedInHead(s, name, s.text.trim())
  s.text = ''
  s.path.pop()
}

function closedInItem(s: State, item: ExportedItem, name: string, text: string): void {
  const { path, comment } = s
  if (path.length === 3) {
    s.done.push(item)
    s.item = undefined
  } else if (path.length === 4) {
    const field = ITEM_FIELDS.get(name)
    if (field) item[field] = text
    else if (name === 'category' && s.inCategory) item.section ||= text
    else if (comment) {
      item.comments.push(comment)
      s.comment = undefined
    }
  } else if (path.length === 5 && comment) {
    const field = COMMENT_FIELDS.get(name)
    if (field) comment[field] = text
  }
}

function closedInHead(s: State, name: string, text: string): void {
  const { path, head } = s
  if (path.length === 3) {
    if (name === 'link') head.siteUrl ||= text
    if (name === 'wp:base_blog_url') head.siteUrl = text || head.siteUrl
    if (name === 'wp:wxr_version') head.version = text
  } else if (path[2] === 'wp:author') {
    if (name === 'wp:author_login') s.login = text
    if (name === 'wp:author_display_name' && text) head.authors.set(s.login, text)
  }
}

function failed(s: State, message: string): void {
  s.runLength = 0
  if (RECOVERABLE.some((known) => message.endsWith(known))) {
    s.odd += 1
    return
  }
  if (/unclosed tag|unexpected end|must contain a root/.test(message))
    throw new RefusedFile('The file is cut off: it ends in the middle. Export it again and import the whole file.')
  throw new RefusedFile(`The file is not well-formed XML: ${message.replace(/^(\d+):\d+: /, 'line $1: ')}`)
}

function notAnExport(why: string): RefusedFile {
  return new RefusedFile(`This is not a WordPress export: ${why}.`)
}
