import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storyByImportKey, storyRevision } from '../../db/stories.ts'
import { updatesOf } from '../../db/updates.ts'
import { importText } from '../../server/cli/import-text.ts'
import { withFootnotes } from '../../server/import/wordpress/footnotes.ts'
import { importWordpress } from '../../server/import/wordpress/import-wordpress.ts'
import { localArticle } from '../../server/pages/article.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { contextOn } from './support.ts'

const POST =
  '<p>The gate stuck ((for <em>nine</em> hours, says <a href="https://canal.example/log_(n)">the log</a>)) again. ' +
  'Update: It moves.</p><blockquote>The pump failed ((not the sluice)).</blockquote><pre>f((x))</pre>' +
  '<p>UPDATE 1: It opened ((by hand)).</p>'

describe.each(dialects)('footnotes in imported posts on %s', (dialect) => {
  let db: TestDatabase
  let folder: string
  let file: string
  beforeEach(async () => {
    db = await freshDatabase(dialect)
    folder = mkdtempSync(join(tmpdir(), 'afterword-import-'))
    file = join(folder, 'made.xml')
    writeFileSync(
      file,
      '<rss><channel><link>https://quay.example</link><wp:wxr_version>1.2</wp:wxr_version><item><title>Made</title>' +
        `<link>https://quay.example/made/</link><wp:post_id>9</wp:post_id><wp:post_type>post</wp:post_type>` +
        `<wp:status>publish</wp:status><wp:post_date_gmt>2023-06-01 08:00:00</wp:post_date_gmt>` +
        `<content:encoded><![CDATA[${POST}]]></content:encoded></item></channel></rss>`,
    )
  })
  afterEach(async () => {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (dryRun: boolean) => importWordpress(contextOn(db), { file, dryRun })
  const told = { file: 'made.xml', seconds: 1, archive: '' }

  it('stand at the end of the text, those of updates in their words too, and passages are found without them', async () => {
    await run(false)
    const story = await storyByImportKey(db.read, 'wordpress:quay.example:9')
    const revision = await storyRevision(db.read, story!.id, 1)
    expect(localArticle(revision!.html)).toBe(revision!.html)
    expect(revision!.html).toContain(
      '<p>The gate stuck<sup><a role="doc-noteref" href="#fn-story-1" id="fnref-story-1">1</a></sup> again. Update',
    )
    expect(revision!.html).toContain('<pre>f((x))</pre>')
    expect(revision!.html).toMatch(/<li id="fn-story-2">not the sluice <a role="doc-backlink" href="#fnref-story-2">/)
    expect(revision!.text).toBe(
      'The gate stuck again. Update: It moves.\n\nThe pump failed.\n\nf((x))\n\nUPDATE 1: It opened.\n\n' +
        'for nine hours, says the log\n\nnot the sluice\n\nby hand',
    )
    const updates = await updatesOf(db.read, story!.id)
    expect(updates.find(({ anchor }) => anchor)?.anchor?.quotation).toMatchObject({
      exact: 'The gate stuck again.',
      how: 'exact',
    })
    expect(updates.find(({ number }) => number === 1)?.html).toContain('>by hand <a role="doc-backlink"')
  })

  it('are listed by a dry run, and counted once', async () => {
    const tried = await run(true)
    expect(tried.footnotes).toEqual([
      { story: 'Made (9)', notes: ['for nine hours, says the log', 'not the sluice', 'by hand'] },
    ])
    const words = importText(tried, { ...told, dryRun: true })
    expect(words).toContain('\nFootnotes  3 added\n')
    expect(words).toContain('  Made (9): “for nine hours, says the log”; “not the sluice”; “by hand”\n')
    expect(await run(false)).toEqual(tried)
    expect((await run(false)).footnotes).toEqual([])
  })
})

describe('footnotes in HTML', () => {
  it('leaves as typed what is no footnote of its paragraph', () => {
    for (const html of [
      '<p>An (aside (within)) one.</p>',
      '<p>((begun</p><p>elsewhere ended))</p>',
      '<p><em>cut ((in</em> two))</p>',
      '<p>(( ))</p>',
      '<p><a href="https://a.example/((x))">((a link))</a> <code>f((y))</code></p>',
    ])
      expect(withFootnotes(html)).toEqual({ html, notes: [] })
  })

  it('takes time in proportion to the text, whatever it is', { timeout: 10_000 }, () => {
    for (const piece of ['((', '))', '((<em>', '((a))', '(('.repeat(9) + '))'.repeat(9)])
      expect(withFootnotes(`<p>${piece.repeat(20_000)}</p>`).html).toContain('<p>')
  })
})
