import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storyByImportKey } from '../../db/stories.ts'
import { updatesOf } from '../../db/updates.ts'
import { findUpdates } from '../../server/import/wordpress/find-updates.ts'
import { importWordpress } from '../../server/import/wordpress/import-wordpress.ts'
import { articleOf } from '../../server/import/wordpress/texts.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { setStoryText } from '../../server/stories/set-text.ts'
import { renderUpdate } from '../../server/text/markdown.ts'
import { plainText } from '../../server/text/plain.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import { someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { contextOn, fixture, NOW, stateOf } from './support.ts'

const LOCK = 'wordpress:quay.example:1'
const CHANGED = Date.UTC(2023, 2, 5, 18, 30)

describe.each(dialects)('updates in imported posts on %s', (dialect) => {
  let db: TestDatabase
  let folder: string
  beforeEach(async () => {
    db = await freshDatabase(dialect)
    folder = mkdtempSync(join(tmpdir(), 'afterword-import-'))
  })
  afterEach(async () => {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (more: Partial<Parameters<typeof importWordpress>[1]> = {}, on = db) =>
    importWordpress(contextOn(on), { file: fixture('updates'), dryRun: false, ...more })

  async function updates(key = LOCK) {
    const story = await storyByImportKey(db.read, key)
    return (await updatesOf(db.read, story!.id)).reverse()
  }

  function exportOf(content: string): string {
    const file = join(folder, 'made.xml')
    writeFileSync(
      file,
      '<rss><channel><link>https://quay.example</link><wp:wxr_version>1.2</wp:wxr_version><item><title>Made</title>' +
        `<link>https://quay.example/made/</link><wp:post_id>9</wp:post_id><wp:post_type>post</wp:post_type>` +
        `<wp:status>publish</wp:status><wp:post_date_gmt>2023-06-01 08:00:00</wp:post_date_gmt>` +
        `<content:encoded><![CDATA[${content}]]></content:encoded></item></channel></rss>`,
    )
    return file
  }

  it('become updates under their numbers, with the notes behind them', async () => {
    await run()
    const rows = await updates()
    expect(rows.map(({ number, kind, status }) => [number, kind, status])).toEqual([
      [1, 'see_also', null],
      [2, 'update', 'rumour'],
      [3, 'update', 'confirmed'],
      [4, 'update', null],
      [5, 'update', null],
      [6, 'update', null],
      [7, 'update', null],
    ])
    expect(rows.slice(4).map(({ html }) => html)).toEqual([
      '<p>Still nothing, but a note hangs at his door.</p>',
      '<p><strong>fourteen</strong> (with the barges) by noon</p>',
      '<p>Not the sluice, the pump.</p>',
    ])
    expect(rows[2]?.html).toBe('<p>Confirmed: the gate is *open*.</p>')
    expect(rows.every(({ authorName, personId }) => authorName === 'Nell Okafor' && personId === null)).toBe(true)
  })

  it('keep their paragraphs, quotes, links and footnotes', async () => {
    await run()
    const html = (await updates())[3]?.html.replace(/\b(fn|fnref)-\w+-/g, '$1-')
    expect(html).toBe(
      '<p>The canal office answered at length<sup><a role="doc-noteref" href="#fn-1" id="fnref-1">1</a></sup>:</p>\n' +
        '<blockquote>\n<p>The lower gate was stuck.</p>\n<p>Nobody pushed it.</p>\n</blockquote>\n' +
        '<p>A <em>second</em> gate was looked at as well.</p>\n' +
        '<section role="doc-endnotes"><ol><li id="fn-1">its <a href="https://canal.example/desk_(east)" ' +
        'rel="nofollow ugc noopener">east desk</a>, not the one at the weir ' +
        '<a role="doc-backlink" href="#fnref-1">↩\ufe0e</a></li></ol></section>',
    )
  })

  it('of one place are anchored to the words they stand behind, which stay in the story', async () => {
    await run()
    expect((await updates()).map(({ anchor }) => anchor?.quotation.exact ?? null)).toEqual([
      ...[null, null, null, null],
      'The keeper says nothing, at least for now.',
      'Twelve boats wait',
      'There was a queue in spring too, when the sluice froze.',
    ])
    const [, , , , first] = await updates()
    expect(first?.anchor).toMatchObject({ revision: 1, after: null, quotation: { how: 'exact' } })
    expect(first?.anchor?.quotation.suffix).toContain('Update: Still nothing')
  })

  it('of words that stand there twice are anchored to the right ones', async () => {
    await run({ file: exportOf('<p>It rains. So.</p><p>It rains. Update: No more.</p>') })
    const [note] = await updates('wordpress:quay.example:9')
    expect(note?.anchor?.quotation).toMatchObject({ exact: 'It rains.', suffix: ' Update: No more.' })
  })

  it('are dated as they say, else as the post was last changed or published', async () => {
    await run()
    const third = Date.UTC(2023, 2, 4)
    const times = (await updates()).map(({ publishedAt }) => publishedAt)
    expect(times).toEqual([third, third, third, CHANGED, CHANGED, CHANGED, CHANGED])
    const market = await updates('wordpress:quay.example:2')
    expect(market[0]?.publishedAt).toBe(Date.UTC(2023, 3, 1, 8))
  })

  it('with gaps and doubles in their numbers take the next ones, and the report says which', async () => {
    const report = await run()
    const rows = await updates('wordpress:quay.example:2')
    expect(rows.map(({ number, kind, html }) => [number, kind, plainText(html)])).toEqual([
      [1, 'update', 'The band cannot come.\n\nNo bus.\n\nNo drum.'],
      [2, 'correction', 'Correction\n\nThirty stalls.'],
      [3, 'update', 'Twenty-nine.\n\nOne fell over.'],
    ])
    expect(report.changed.get('update_number')).toEqual({
      count: 3,
      examples: [
        'UPDATE 2 in Market day (2), now UPDATE 1',
        'UPDATE 4 in Market day (2), now UPDATE 2',
        'UPDATE 4 in Market day (2), now UPDATE 3',
      ],
    })
  })

  it('are listed by a dry run, which writes nothing and says the same as the run after it', async () => {
    const tried = await run({ dryRun: true })
    expect(await db.read.select().from(db.read.tables.updates)).toEqual([])
    expect(tried.updates).toHaveLength(11)
    expect(tried.updates[4]).toEqual({
      ...{ story: 'The lock that would not open (1)', found: null, given: 5, kind: 'update', status: null },
      ...{ words: 'Still nothing, but a note hangs at his door.', paragraphs: 1, anchor: 'found' },
    })
    expect(tried.skipped.get('empty_update')?.count).toBe(2)
    expect(await run()).toEqual(tried)
  })

  it('are added once, however often and by however many at once', async () => {
    const other = await db.openAgain()
    await Promise.all([run(), run({}, { ...db, ...other })])
    const before = await stateOf(db.read)
    expect(before.updates).toHaveLength(11)
    expect(await run()).toMatchObject({ updates: [], updatesThere: 11 })
    expect(await stateOf(db.read)).toEqual(before)
  })

  it('tell nobody, and leave no entry in the log', async () => {
    await run()
    expect(await db.read.select().from(db.read.tables.jobs)).toEqual([])
    expect(await db.read.select().from(db.read.tables.decisionLog)).toEqual([])
    const story = await storyByImportKey(db.read, LOCK)
    const events = await db.read.select().from(db.read.tables.storyEvents)
    const own = events.filter(({ storyId }) => storyId === story?.id)
    expect(own.filter(({ type }) => type === 'update.published')).toHaveLength(7)
    expect(own.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(own.map((_, i) => i + 1))
  })

  it('that a later export adds come after what was published meanwhile', async () => {
    const old = 'UPDATE 1: One.\n\nIt rains. Update: No more.'
    await run({ file: exportOf(old) })
    const ctx = contextOn(db)
    const story = await storyByImportKey(db.read, 'wordpress:quay.example:9')
    const mo = await someone(ctx, 'Mo', { role: 'moderator' })
    const own = { kind: 'update' as const, status: null, body: 'Written here.', answersCaseId: null }
    await publishUpdate(ctx, mo, story!.id, own)
    const report = await run({ file: exportOf(`UPDATE 2: Two.\n\n${old}`) })
    expect(report).toMatchObject({ updatesThere: 2, updates: [{ found: 2, given: 4, words: 'Two.' }] })
    const rows = await updates('wordpress:quay.example:9')
    expect(rows.map(({ body }) => body)).toEqual(['One.', 'No more.', 'Written here.', 'Two.'])
  })

  it('that stand in other words in a later export are told as changed, and do not come twice', async () => {
    const old = '<p>It rains. Update: No more.</p><p>Update: A boat.</p><p>Update: A dog.</p>'
    const later =
      '<p>It rains. Update: No more, since noon.</p><p>Update: A boat.</p><p>Update: A large dog.</p>' +
      '<p>It snows. Update: Not now.</p>'
    await run({ file: exportOf(old) })
    const tried = await run({ file: exportOf(later), dryRun: true })
    expect(tried.changed.get('update_words')).toEqual({
      count: 2,
      examples: ['“No more, since noon.” in Made (9)', '“A large dog.” in Made (9)'],
    })
    expect(tried).toMatchObject({ updatesThere: 3, updates: [{ words: 'Not now.', given: 4 }] })
    expect(await run({ file: exportOf(later) })).toEqual(tried)
    const bodies = ['No more.', 'A boat.', 'A dog.', 'Not now.']
    expect((await updates('wordpress:quay.example:9')).map(({ body }) => body)).toEqual(bodies)
  })

  it('whose passage is not in the story as it stands here come without an anchor', async () => {
    const ctx = contextOn(db)
    const begun = await beginStory(ctx, { url: 'https://quay.example/made/', title: 'Made' })
    await setStoryText(ctx, begun.id, '<p>The page itself says something else by now.</p>')
    const file = exportOf('<p>It rains at the weir tonight. Update: No more.</p>')
    expect((await run({ file, dryRun: true })).updates).toMatchObject([{ anchor: 'absent' }])
    expect((await run({ file })).updates).toMatchObject([{ anchor: 'absent' }])
    expect(await updates('wordpress:quay.example:9')).toMatchObject([{ anchor: null }])
  })

  it('of hostile HTML keep their words and nothing else', async () => {
    await run()
    const [rough] = await updates('wordpress:quay.example:3')
    expect(rough?.html).toBe(
      '<p>Words and a link &lt;b&gt;typed&lt;/b&gt; [x](<a href="https://trap.example" ' +
        'rel="nofollow ugc noopener">https://trap.example</a>) `code` 1_000_000 <em>half</em> <em><strong>open</strong></em></p>',
    )
  })

  it('are a thousand in one post, and a stopped import of them goes on', { timeout: 60_000 }, async () => {
    const file = exportOf(Array.from({ length: 1000 }, (_, i) => `UPDATE ${1000 - i}: Word ${1000 - i}.`).join('\n\n'))
    let transactions = 0
    const breaking = {
      ...db,
      transact: ((key, work) => {
        if (++transactions === 6) throw new Error('killed')
        return db.transact(key, work)
      }) as TestDatabase['transact'],
    }
    await expect(run({ file }, breaking)).rejects.toThrow('killed')
    const begun = (await updates('wordpress:quay.example:9')).length
    expect(begun).toBeGreaterThan(0)
    expect(begun).toBeLessThan(1000)
    expect(await run({ file })).toMatchObject({ updatesThere: begun, storiesThere: 1 })
    const rows = await updates('wordpress:quay.example:9')
    expect(rows.map(({ number, body }) => [number, body])).toEqual(
      Array.from({ length: 1000 }, (_, i) => [i + 1, `Word ${i + 1}.`]),
    )
  })
})

describe('finding updates', () => {
  const found = (content: string) => findUpdates(articleOf(content), NOW)
  const marks = (content: string) => found(content).map(({ number, words }) => [number, words])

  it.each([
    ['UPDATE 3: Words.', 3],
    ['Update 3 — Words.', 3],
    ['Update 3. Words.', 3],
    ['UPDATE #3 - Words.', 3],
    ['Update no. 3: Words.', 3],
    ['UPDATE (3): Words.', 3],
    ['[UPDATE 3: Words.]', 3],
    ['[Update 3] Words.', 3],
    ['<b>Update 3</b> Words.', 3],
    ['<strong>Update 3:</strong> Words.', 3],
    ['<h4>Update 3</h4><p>Words.</p>', 3],
    ['<h2>UPDATE 3: Words.</h2>', 3],
    ['<ul><li>Update 3: Words.</li></ul>', 3],
    ['Update III: Words.', 3],
    ['UPDATE IV — Words.', 4],
    ['<b>Update XXIX</b> Words.', 29],
    ['Second update: Words.', 2],
    ['3rd Update – Words.', 3],
    ['[Tenth update: Words.]', 10],
    ['Correction 2: Words.', 2],
    ['Correction: Words.', null],
    ['EDITOR’S NOTE (9 Feb 2023): Words.', null],
    ['UPDATE: Words.', null],
    ['Updated: Words.', null],
  ])('knows the mark of %s', (content, number) => {
    expect(marks(content)).toEqual([[number, 'Words.']])
  })

  it.each([
    'Update 3 of the software is out.',
    'Update 3.1: is out.',
    'Updates: see below.',
    'We will update: soon.',
    'An update 3: it is not.',
    'Update I think there is none.',
    'Update IIII: there is none.',
    'Update Vi: an editor.',
    'Second update is out.',
    'The second update: it is not.',
    'Correction fluid: it is white.',
    'A correction: it is not.',
    'Correction of Friday.',
    '<blockquote>UPDATE 3: of another page.</blockquote>',
    '<pre>UPDATE 3: code</pre>',
  ])('finds none in %s', (content) => {
    expect(found(content)).toEqual([])
  })

  it('gives the last update of a part no more than is surely its own', () => {
    const body = '<p>The story itself, which is long, and goes on behind the updates.</p>'
    const quote = '<blockquote><p>Quoted.</p></blockquote>'
    const words = (content: string) => found(content).map((update) => update.words)
    const two = 'UPDATE 2: Two.'
    expect(words(`<p>${two}</p><p>More.</p><p>UPDATE 1: One.</p>${quote}${body}`)).toEqual([
      'Two. More.',
      'One. Quoted.',
    ])
    expect(words(`${body}<p>UPDATE 1: One.</p><p>${two}</p><p>More.</p>`)).toEqual(['One.', 'Two. More.'])
    expect(words(`<p>UPDATE 1: One.</p>${body}`)).toEqual(['One.'])
    expect(words(`${body}<p>${two}</p><p>More.</p><hr><p>About me.</p>`)).toEqual(['Two. More.'])
    expect(words(`<p>${two}</p><p>UPDATE 1: One.</p>${body}<p>UPDATE 3: Three.</p>`)).toEqual([
      'Two.',
      'One.',
      'Three.',
    ])
    expect(words(`<p>UPDATE 1: One.<br>${two}</p>${body}`)).toEqual(['One.', 'Two.'])
  })

  it('takes kind and claim status from a label, not from a sentence', () => {
    const said = (words: string) => found(`UPDATE 1${words}`).map(({ kind, status }) => [kind, status])
    expect(said(': Denied: no.')).toEqual([['update', 'denied']])
    expect(said(' (correction): five.')).toEqual([['correction', null]])
    expect(said(': Editor’s note: five.')).toEqual([['editors_note', null]])
    expect(said(': Retraction — none of it.')).toEqual([['retraction', null]])
    expect(said(': Nobody has confirmed it: no.')).toEqual([['update', null]])
    expect(said(': A rumour was denied.')).toEqual([['update', null]])
  })

  it.each([
    ['(2023-02-09 14:05)', Date.UTC(2023, 1, 9, 14, 5)],
    ['(9th Feb. 2023)', Date.UTC(2023, 1, 9)],
    ['(February 9, 2023, 14:05 UTC)', Date.UTC(2023, 1, 9, 14, 5)],
    ['(31 February 2023)', undefined],
    ['(9 February 2043)', undefined],
    ['(Tuesday)', undefined],
  ])('reads the date of UPDATE 1 %s', (label, at) => {
    const [update] = found(`UPDATE 1 ${label}: Words.`)
    expect(update?.at).toBe(at)
    expect(update?.words).toBe(at === undefined ? `${label}: Words.` : 'Words.')
  })

  it('takes the kind from a head that says nothing else, also inside a paragraph', () => {
    const said = (content: string) => found(content).map(({ kind, words, passage }) => [kind, words, passage?.exact])
    expect(said('<p>Clarification: of the road.</p>')).toEqual([['clarification', 'of the road.', undefined]])
    expect(said('<p>Nine boats wait. [Correction: eight.] It rains. Second update: seven.</p>')).toEqual([
      ['correction', 'eight.', 'Nine boats wait.'],
      ['update', 'seven.', '] It rains.'],
    ])
  })

  it('makes Markdown that says what the post said', () => {
    const words = '- a * b ** c __d__ `e` ~~f~~ <g> # 1. 1) > + = \\ ![h](i) &amp; &lt;script&gt; https://j.example/k_l'
    const manners = '<b>m</b><i>n</i> o<b>p.</b>q <a href="https://r.example/">[s]</a> <code>t`u</code> <del>v</del>'
    const html = `<p>UPDATE 1: ${words}</p><ul><li>1. w<ul><li># x</li></ul></li></ul><pre>\`\`\`\n y</pre><p>${manners}</p>`
    const clean = articleOf(`${html}<p>UPDATE 2: z</p>`)
    const [update] = findUpdates(clean, NOW)
    const squeezed = (text: string) => text.replace(/\s+/g, ' ')
    expect(squeezed(plainText(renderUpdate(update!.body, 'k')))).toBe(squeezed(update!.words))
  })

  it.each([
    ['notes', '<li>It rains. Update: No more.</li>'.repeat(30_000)],
    ['notes in one paragraph', `<p>${'<b>It</b> rains. Update: No. '.repeat(50_000)}</p>`],
    ['open brackets', `<p>${'((( (Update: x'.repeat(50_000)}</p>`],
    ['numbered lines', 'UPDATE 1: x\n'.repeat(50_000)],
    ['breaks', `<p>UPDATE 1: ${'a <br>'.repeat(150_000)}</p>`],
    ['quotes', `<p>UPDATE 1: a</p>${'<blockquote>'.repeat(95)}${'<p>x</p>'.repeat(80_000)}`],
  ])('takes time in proportion to the text, also for many %s', { timeout: 10_000 }, (_, html) => {
    expect(findUpdates(articleOf(html), NOW).length).toBeGreaterThan(0)
  })
})
