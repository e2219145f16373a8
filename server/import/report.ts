/** Why something in the file was not imported. */
export type Skipped =
  | 'menu_item'
  | 'attachment'
  | 'other_type'
  | 'draft'
  | 'scheduled'
  | 'private'
  | 'trashed'
  | 'password'
  | 'repeated'
  | 'comment_of_skipped'
  | 'pingback'
  | 'trackback'
  | 'spam'
  | 'trashed_comment'
  | 'other_comment'
  | 'empty_comment'
  | 'no_id'
  | 'paused'
  | 'empty_update'
  | 'long_update'
  | 'many_updates'

/** What was imported otherwise than the file says. */
export type Changed =
  | 'untitled'
  | 'anonymous'
  | 'address'
  | 'same_page'
  | 'story_date'
  | 'comment_date'
  | 'parent'
  | 'long_text'
  | 'update_number'
  | 'update_date'
  | 'update_words'

/** How often something happened, with a few places to look at. */
export interface Tally {
  count: number
  examples: string[]
}

/** An update that was found in the text of a story. */
export interface FoundInText {
  story: string
  /** As the text numbers it; null where it does not. */
  found: number | null
  /** Its number here. */
  given: number
  kind: string
  status: string | null
  /** Its first words. */
  words: string
  paragraphs: number
  /** Whether the passage that it amends stands in the story; `none` for one that amends no single passage. */
  anchor: 'found' | 'absent' | 'none'
}

/** The footnotes in the text of a story that comes to stand here. */
export interface NotesInText {
  story: string
  /** Their first words. */
  notes: string[]
}

export interface ImportReport {
  /** Address of the site that the file came from. */
  siteUrl: string
  storiesAdded: number
  storiesThere: number
  commentsVisible: number
  commentsPending: number
  commentsThere: number
  /** Those that are not there yet. */
  updates: FoundInText[]
  updatesThere: number
  footnotes: NotesInText[]
  skipped: Map<Skipped, Tally>
  changed: Map<Changed, Tally>
  /** Places where the file is not quite XML and the reader went on. */
  oddities: number
  bytes: number
  /** True when the import was asked to stop before the end of the file. */
  stopped: boolean
}

const EXAMPLES = 3

export function newReport(): ImportReport {
  return {
    siteUrl: '',
    storiesAdded: 0,
    storiesThere: 0,
    commentsVisible: 0,
    commentsPending: 0,
    commentsThere: 0,
    updates: [],
    updatesThere: 0,
    footnotes: [],
    skipped: new Map(),
    changed: new Map(),
    oddities: 0,
    bytes: 0,
    stopped: false,
  }
}

/** Counts `by` more of `what`, and keeps the first few examples. */
export function count<K>(tallies: Map<K, Tally>, what: K, example: string, by = 1): void {
  const tally = tallies.get(what) ?? { count: 0, examples: [] }
  tally.count += by
  if (tally.examples.length < EXAMPLES) tally.examples.push(example)
  tallies.set(what, tally)
}
