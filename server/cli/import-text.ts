import type { Changed, FoundInText, ImportReport, NotesInText, Skipped, Tally } from '../import/report.ts'

/** What is left out, as one and as many. */
const SKIPPED: Record<Skipped, [one: string, many: string]> = {
  menu_item: ['menu item', 'menu items'],
  attachment: ['attachment', 'attachments'],
  other_type: ['item of another type', 'items of other types'],
  draft: ['draft', 'drafts'],
  scheduled: ['story scheduled for later', 'stories scheduled for later'],
  private: ['private story', 'private stories'],
  trashed: ['story in the trash', 'stories in the trash'],
  password: ['story with a password', 'stories with a password'],
  repeated: ['entry that was in the file before', 'entries that were in the file before'],
  comment_of_skipped: ['comment on something not imported', 'comments on something not imported'],
  pingback: ['pingback', 'pingbacks'],
  trackback: ['trackback', 'trackbacks'],
  spam: ['comment marked as spam', 'comments marked as spam'],
  trashed_comment: ['comment in the trash', 'comments in the trash'],
  other_comment: ['entry that is not a comment', 'entries that are not comments'],
  empty_comment: ['comment without words', 'comments without words'],
  no_id: ['entry without a number', 'entries without a number'],
  paused: [
    'comment on a story where commenting is paused; import again when it is open',
    'comments on stories where commenting is paused; import again when they are open',
  ],
  empty_update: [
    'update without words, which stays in its story',
    'updates without words, which stay in their stories',
  ],
  long_update: [
    'update too long to keep, which stays in its story',
    'updates too long to keep, which stay in their stories',
  ],
  many_updates: [
    'update more than one story can have, which stays in its story',
    'updates more than one story can have, which stay in their stories',
  ],
}

const CHANGED: Record<Changed, [one: string, many: string]> = {
  untitled: ['story without a title, now “Untitled”', 'stories without a title, now “Untitled”'],
  anonymous: ['comment without a name, now by “Anonymous”', 'comments without a name, now by “Anonymous”'],
  address: ['story whose link is no web address', 'stories whose link is no web address'],
  same_page: ['story on the page of another story, joined to it', 'stories on the page of another story, joined to it'],
  story_date: ['story without a possible date, dated today', 'stories without a possible date, dated today'],
  comment_date: [
    'comment without a possible date, dated as its story',
    'comments without a possible date, dated as their story',
  ],
  parent: [
    'reply to a comment that is not here, now on the story',
    'replies to comments that are not here, now on the story',
  ],
  update_number: [
    'update whose number leaves a gap, is there twice or is taken, now under the next one',
    'updates whose numbers leave gaps, are there twice or are taken, now under the next ones',
  ],
  update_date: [
    'update without a date, dated as its story was last changed or published',
    'updates without dates, dated as their stories were last changed or published',
  ],
  update_words: [
    'note that is here in other words, which it keeps; edit it in the console if the new ones are better',
    'notes that are here in other words, which they keep; edit them in the console if the new ones are better',
  ],
  long_text: ['story whose text is too long to keep', 'stories whose text is too long to keep'],
}

interface Circumstances {
  file: string
  dryRun: boolean
  seconds: number
  /** Where the imported stories can be read. */
  archive: string
}

/** The report of an import, for people. */
export function importText(report: ImportReport, { file, dryRun, seconds, archive }: Circumstances): string {
  const stories = { added: report.storiesAdded, there: report.storiesThere }
  const head = dryRun
    ? 'Dry run: nothing was written. It would be'
    : report.stopped
      ? 'Stopped before the end'
      : 'Imported'
  return [
    `${head}: ${report.siteUrl}, from ${file}`,
    '',
    row('Stories', [`${number(stories.added)} added`, `${number(stories.there)} already there`]),
    row('Comments', [
      `${number(report.commentsVisible)} added`,
      `${number(report.commentsPending)} held for approval`,
      `${number(report.commentsThere)} already there`,
    ]),
    row('Updates', [`${number(report.updates.length)} added`, `${number(report.updatesThere)} already there`]),
    ...(report.footnotes.length > 0 ? [row('Footnotes', [`${number(countOf(report.footnotes))} added`])] : []),
    ...(dryRun ? [...updatesOf(report.updates), ...footnotesOf(report.footnotes)] : []),
    ...section('Not imported', report.skipped, SKIPPED),
    ...section('Imported with a change', report.changed, CHANGED),
    ...(report.oddities > 0
      ? ['', `Characters that XML does not allow: ${number(report.oddities)}, read as they stand`]
      : []),
    '',
    `${number(report.bytes)} bytes in ${seconds.toFixed(1)} s`,
    ...(report.stopped ? ['Run the same command again to go on.'] : []),
    ...(dryRun ? [] : [`Read them at ${archive}`]),
    '',
  ].join('\n')
}

function row(name: string, cells: string[]): string {
  return `${name.padEnd(10)} ${cells.join(', ')}`
}

const ANCHORS = { found: ', on its passage', absent: ', its passage not found in the story', none: '' }

/** Each update in a line of its own. */
function updatesOf(updates: FoundInText[]): string[] {
  if (updates.length === 0) return []
  const lines = updates.map(({ story, found, given, kind, status, paragraphs, words, anchor }) => {
    const says = `UPDATE ${given}, ${found === null ? 'not numbered' : `numbered ${found}`}`
    const what = [kind === 'update' ? '' : kind.replace('_', ' '), status ?? ''].filter(Boolean).join(', ')
    const extent = paragraphs === 1 ? '1 paragraph' : `${number(paragraphs)} paragraphs`
    return `  ${story}: ${says}${what && `, ${what}`}, ${extent}${ANCHORS[anchor]}: “${words}”`
  })
  return ['', 'Updates found in the stories, whose text keeps them', ...lines]
}

function countOf(footnotes: NotesInText[]): number {
  return footnotes.reduce((sum, { notes }) => sum + notes.length, 0)
}

/** Each story that has some in a line of its own. */
function footnotesOf(footnotes: NotesInText[]): string[] {
  if (footnotes.length === 0) return []
  const lines = footnotes.map(({ story, notes }) => {
    const some = notes.slice(0, SOME_NOTES).map((words) => `“${words}”`)
    return `  ${story}: ${[...some, ...(notes.length > SOME_NOTES ? ['…'] : [])].join('; ')}`
  })
  return ['', 'Footnotes found in the stories, which come to stand at the end of their texts', ...lines]
}

const SOME_NOTES = 3

function section<K extends string>(
  title: string,
  tallies: Map<K, Tally>,
  words: Record<K, [string, string]>,
): string[] {
  if (tallies.size === 0) return []
  const all = [...tallies].sort(([, a], [, b]) => b.count - a.count)
  return ['', title, ...all.map(([what, tally]) => line(tally, words[what]))]
}

function line({ count, examples }: Tally, [one, many]: [string, string]): string {
  const rest = count > examples.length ? '; …' : ''
  return `${number(count).padStart(7)}  ${count === 1 ? one : many}: ${examples.join('; ')}${rest}`
}

function number(value: number): string {
  return value.toLocaleString('en')
}
