import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExportedItem } from '../../server/import/wordpress/export.ts'
import { readExport } from '../../server/import/wordpress/read-export.ts'
import { fixture, writeExport } from './support.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-read-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function itemsOf(file: string): Promise<ExportedItem[]> {
  const items: ExportedItem[] = []
  for await (const item of readExport(file).items()) items.push(item)
  return items
}

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

const START = '<?xml version="1.0"?><rss><channel><wp:wxr_version>1.2</wp:wxr_version>'
const END = '</channel></rss>'

describe('reading a WordPress export', () => {
  it('takes each field from where it belongs', async () => {
    const reader = readExport(fixture('harbour'))
    const first = (await reader.items().next()).value as ExportedItem
    expect(reader.head).toEqual({
      version: '1.2',
      siteUrl: 'https://harbour.example',
      authors: new Map([['mara', 'Mara Lindqvist']]),
    })
    expect(first).toMatchObject({
      id: '101',
      title: 'The ferry &amp; its timetable',
      link: 'https://harbour.example/2024/01/101/',
      creator: 'mara',
      section: 'Ships & boats',
      commentStatus: 'open',
    })
    expect(first.comments).toHaveLength(33)
    expect(first.comments.find(({ id }) => id === '21')?.content).toBe('Code that ends a section: a[b[0]]>1 && x')
  })

  it('goes on over characters that XML does not allow, and counts them', async () => {
    const reader = readExport(fixture('rough'))
    const items: ExportedItem[] = []
    for await (const item of reader.items()) items.push(item)
    expect(items).toHaveLength(1)
    expect(items[0]?.title).toContain('chips')
    expect(items[0]?.comments).toHaveLength(1)
    expect(reader.oddities()).toBeGreaterThanOrEqual(6)
  })

  it('reads an old encoding that the file names', async () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>${START.slice(21)}<item><title>Caf\u00e9</title></item>${END}`
    const [item] = await itemsOf(written('latin.xml', Buffer.from(text, 'latin1')))
    expect(item?.title).toBe('Café')
  })

  it('holds one item at a time: each is handed over as soon as it is read', async () => {
    const file = join(folder, 'big.xml')
    const stories = 40
    const bytes = await writeExport(file, { stories, comments: 500 })
    const perStory = bytes / stories
    let read = 0
    let count = 0
    let furthestAhead = 0
    global.gc?.()
    const before = process.memoryUsage().rss
    for await (const item of readExport(file, (now) => (read = now)).items()) {
      count += 1
      expect(item.comments).toHaveLength(500)
      furthestAhead = Math.max(furthestAhead, read - count * perStory)
    }
    expect(count).toBe(stories)
    expect(furthestAhead).toBeLessThan(3 * 64 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })
})

describe('refusing a file', () => {
  it.each([
    ['one that is cut off', () => fixture('cut-off'), /cut off/],
    ['one that is a feed but no export', () => fixture('feed'), /not a WordPress export/],
    ['one that is no XML', () => written('words.xml', 'Dear reader'), /not well-formed|cut off/],
    ['an empty one', () => written('empty.xml', ''), /cut off/],
    ['a page', () => written('page.xml', '<html><body><p>Hi</p></body></html>'), /not begin as RSS/],
    ['one that is not there', () => join(folder, 'nowhere.xml'), /does not exist/],
    ['a folder', () => folder, /is a folder/],
    ['an unknown encoding', () => written('odd.xml', '<?xml version="1.0" encoding="klingon"?><rss/>'), /klingon/],
    ['elements without end', () => written('deep.xml', START + '<a>'.repeat(60)), /nested more than/],
    ['crossed elements', () => written('crossed.xml', `${START}<item><title></item></title>${END}`), /not well-formed/],
  ])('refuses %s', async (_, file, words) => {
    await expect(itemsOf(file())).rejects.toMatchObject({ name: 'RefusedFile', message: expect.stringMatching(words) })
  })

  it('refuses every kind of entity bomb without fetching anything', { timeout: 5_000 }, async () => {
    let fetched = 0
    const trap = createServer((_, res) => {
      fetched += 1
      res.end()
    })
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
    const { port } = trap.address() as AddressInfo
    const body = '<rss><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>&a;</title></item></channel></rss>'
    const bombs = [
      '<!DOCTYPE rss [<!ENTITY a "x">]>',
      `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(100_000)}"><!ENTITY b "${'&a;'.repeat(10_000)}">]>`,
      `<!DOCTYPE rss SYSTEM "http://127.0.0.1:${port}/dtd">`,
      `<!DOCTYPE rss PUBLIC "-//X//Y" "http://127.0.0.1:${port}/dtd">`,
      `<!DOCTYPE rss [<!ENTITY a SYSTEM "http://127.0.0.1:${port}/secret">]>`,
      '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
      `<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:${port}/p"> %p;]>`,
      '<!DOCTYPE rss [<!ENTITY a "&a;">]>',
    ]
    for (const [i, bomb] of bombs.entries())
      await expect(itemsOf(written(`bomb-${i}.xml`, bomb + body))).rejects.toThrow(/DOCTYPE/)
    await expect(itemsOf(fixture('entity-bomb'))).rejects.toThrow(/DOCTYPE/)
    expect(fetched).toBe(0)
    await new Promise((resolve) => trap.close(resolve))
  })

  it.each([
    ['a DOCTYPE', '<!DOCTYPE rss ['],
    ['a comment', '<!-- '],
    ['a title', `${START}<item><title><![CDATA[`],
    ['an attribute', '<rss a="'],
  ])('refuses %s that never ends before it fills the memory', async (_, start) => {
    const file = written('endless.xml', start + 'herring '.repeat(2_500_000))
    await expect(itemsOf(file)).rejects.toThrow(/16 million characters|DOCTYPE|well-formed/)
  })
})
