import { beforeAll, describe, expect, it } from 'vitest'
import { type CaseCard, compose } from '../../server/pages/cards/compose.ts'
import { block } from '../../server/pages/cards/layout.ts'
import { openTypefaces, stackFor, type Typefaces } from '../../server/pages/cards/typefaces.ts'
import { blocksOf, card, marksOf, textsOf } from './support.ts'

let faces: Typefaces
beforeAll(async () => {
  faces = await openTypefaces()
})
const composed = (more: Partial<CaseCard> = {}) => compose(faces, { ...card, ...more })
const withoutQuotations = [card.finding, card.reference, card.sentence, card.site, card.decidedAt]

describe('what is on a card', () => {
  it('is the finding, the reference, both quotations under their names, the site and the day', async () => {
    expect(textsOf(await composed())).toEqual([
      'Misquotes',
      'MR-2026-0001',
      'This comment misquotes the story.',
      'They wrote',
      '“The mayor said the ferry will be cancelled for good.”',
      'The story says',
      '“The mayor said the ferry may be cancelled for the winter.”',
      'The Harbour Gazette',
      '21 November 2026',
    ])
  })

  it('has the words underlined in which the quotations differ', async () => {
    expect(marksOf(await composed())).toEqual(['will', 'good.', 'may', 'the winter.'])
  })

  it('is one quotation across where there is no passage', async () => {
    const texts = textsOf(await composed({ says: '' }))
    expect(texts).toContain('“The mayor said the ferry will be cancelled for good.”')
    expect(texts).not.toContain('The story says')
  })

  it('is the passage under its own name where the claim is gone', async () => {
    const texts = textsOf(await composed({ wrote: ' ' }))
    expect(texts).toContain('The story says')
    expect(texts).not.toContain('They wrote')
  })
})

describe('scripts', () => {
  it.each([
    ['Chinese', '市长说，渡轮“马林号”冬季可能停运。'],
    ['Chinese as in Taipei', '市長說，渡輪冬季可能停駛，船員不願說明原因。'],
    ['Japanese', '市長はフェリーが冬の間は運休するかもしれないと述べた。'],
    ['Korean', '시장은 페리가 겨울 동안 취소될 수 있다고 말했다'],
    ['Cyrillic', 'Мэр сказал, что паром могут отменить; Київ, ђ, ў'],
    ['Greek', 'Ο δήμαρχος είπε ότι το πλοίο ίσως σταματήσει'],
    ['Vietnamese', 'Thị trưởng nói rằng phà có thể bị hủy bỏ'],
    ['Polish, Turkish, Czech and Icelandic', 'Łódź, ığdır, žluťoučký kůň, það'],
    ['Thai', 'ผู้ว่าการกล่าวว่าเรือข้ามฟากอาจหยุดให้บริการ'],
    ['Hindi', 'महापौर ने कहा कि नौका बंद हो सकती है'],
    ['emoji', 'Nobody asked us 🎉 👍🏽 ❤️'],
  ])('draws %s', async (_, says) => {
    expect(textsOf(await composed({ says }))).toContain(`“${says.normalize('NFC')}”`)
  })

  it.each([
    ['Arabic', 'قال رئيس البلدية إن العبّارة قد تُلغى لفصل الشتاء'],
    ['Hebrew', 'ראש העיר אמר שהמעבורת עשויה להתבטל בחורף'],
    ['Persian', 'شهردار گفت کشتی برای زمستان لغو می‌شود'],
    ['Hebrew that begins with a figure', '12 — ראש העיר אמר (BBC) שהמעבורת'],
  ])('draws %s from right to left', async (_, says) => {
    const drawn = blocksOf(await composed({ says })).find(({ text }) => text.includes(says))
    expect(drawn?.dir).toBe('rtl')
    const { runs } = await faces.renderer.measure(drawn!.node, { width: 2000 })
    const words = says.split(' ').filter((word) => /[\p{sc=Arab}\p{sc=Hebr}]{3}/u.test(word))
    const place = (word = '') => runs.find(({ text }) => text.includes(word))?.x
    expect(place(words[0])).toBeGreaterThan(place(words.at(-1)) ?? Number.NaN)
  })

  it('keeps figures and Latin words in their order within Arabic', async () => {
    const node = block([{ text: 'قال 2026 رئيس Reuters News البلدية', differs: false }], { size: 30 })
    const { runs } = await faces.renderer.measure(node, { width: 2000 })
    const inOrder = [...runs].sort((a, b) => a.x - b.x).map(({ text }) => text)
    expect(inOrder.join('|')).toMatch(/البلدية.*Reuters.*News.*رئيس.*2026.*قال/)
  })

  it.each([
    ['runes', 'They wrote ᚠᚢᚦ'],
    ['hieroglyphs', '𓀀𓀁'],
    ['letters of private use', 'a \ue000 b'],
    ['letters nobody has assigned', 'a \u{378} b'],
    ['marks heaped on a letter', `H${'\u0323'.repeat(30)}ello`],
  ])('leaves both quotations out when one has %s: no box stands for a letter', async (_, wrote) => {
    expect(textsOf(await composed({ wrote }))).toEqual(withoutQuotations)
    expect(textsOf(await composed({ says: wrote }))).toEqual(withoutQuotations)
  })

  it('leaves out any other line it cannot draw, and keeps the rest', async () => {
    expect(textsOf(await composed({ site: 'ᚠᚢᚦ', wrote: '𓀀' }))).toEqual(
      withoutQuotations.filter((text) => text !== card.site),
    )
  })

  it('draws no box and no blank for a character it says it can draw', async () => {
    const missing = await picture('\u{16a0}')
    const blank = await picture(' ')
    expect(await faces.cover('\u{16a0}', stackFor('\u{16a0}', 'source-serif-4'))).toBe(false)
    const sample = [0x21, 0xc0, 0x105, 0x390, 0x410, 0x5d0, 0x627, 0x905, 0xe01, 0x1ea0, 0x2013, 0x20a0, 0x2190]
    sample.push(
      0x2260,
      0x2600,
      0x3042,
      0x30a2,
      0x4e00,
      0x5199,
      0x6f22,
      0x9f98,
      0xac00,
      0xd799,
      0xff01,
      0x1f300,
      0x1f600,
    )
    let drawn = 0
    for (const point of sample.flatMap((first) => [0, 1, 2, 5, 9, 14].map((more) => first + more))) {
      const character = String.fromCodePoint(point)
      if (!(await faces.cover(character, stackFor(character, 'source-serif-4')))) continue
      drawn += 1
      const made = await picture(character)
      expect(made.equals(missing) || made.equals(blank), `U+${point.toString(16)}`).toBe(false)
    }
    expect(drawn).toBeGreaterThan(100)
  })

  function picture(text: string): Promise<Buffer> {
    const node = block([{ text, differs: false }], { size: 40 })
    return faces.renderer.render(node, { width: 80, height: 80, format: 'raw' as 'png' })
  }
})

const tale =
  'The council decided on Tuesday evening to close the old ferry landing, because the pilings under the eastern ' +
  'pier had been found unsafe by two engineers, and the work could not be done while boats were moving; residents ' +
  'of the island will be carried by the smaller boat from the north shore, at the same price and nearly as often, ' +
  'until the end of February, when the landing is to open again with a new ramp for wheelchairs and prams, '

describe('long texts', () => {
  const quotations = async (more: Partial<CaseCard>) =>
    textsOf(await composed(more)).filter((text) => text.startsWith('“'))

  it('are cut after a whole word', async () => {
    const [wrote = ''] = await quotations({ wrote: tale.repeat(2) })
    expect(wrote).toMatch(/^“The council .*\p{L}…”$/u)
    const words = wrote.slice(1, -2).split(' ')
    expect(words.length).toBeGreaterThan(25)
    expect(tale.split(' ').slice(0, words.length - 1)).toEqual(words.slice(0, -1))
    expect(tale).toMatch(new RegExp(`\\b${words.at(-1)}\\b`))
  })

  it('are cut before what both have, so that the words that differ are on the card', async () => {
    const node = await composed({ wrote: `${tale}paid by the town.`, says: `${tale}paid by the county.` })
    expect(marksOf(node)).toEqual(['town.', 'county.'])
    const [wrote = '', says = ''] = textsOf(node).filter((text) => text.startsWith('“'))
    expect(wrote).toMatch(/^“… \p{L}.{100,} paid by the town\.”$/u)
    expect(says).toMatch(/^“… \p{L}.{100,} paid by the county\.”$/u)
  })

  it('are cut between letters where words are too long or not parted', async () => {
    const [wrote = '', says = ''] = await quotations({ wrote: 'a'.repeat(10_000), says: '市长说渡轮'.repeat(200) })
    expect(wrote).toMatch(/^“a{80,400}…”$/)
    expect(says).toMatch(/^“[市长说渡轮]{40,300}…”$/)
  })

  it('never part the halves of one character', async () => {
    const [wrote = ''] = await quotations({ wrote: '👍🏽'.repeat(2000) })
    expect(wrote).toMatch(/^“(👍🏽)+…”$/u)
  })

  it.each([
    ['words', tale.repeat(3)],
    ['one word', 'W'.repeat(3000)],
    ['a short, wide word', 'W'.repeat(29)],
    ['Arabic', 'قال رئيس البلدية '.repeat(90)],
    ['Han', '漢'.repeat(900)],
    ['full stops', '.'.repeat(10_000)],
    ['full stops before a word', `${'.'.repeat(1500)} word`],
    ['joiners', `a${'\u200d'.repeat(10_000)}`],
    ['emoji', '🎉'.repeat(800)],
    ['Thai', 'ผู้ว่าการกล่าวว่าเรือข้ามฟากอาจหยุดให้บริการ'.repeat(30)],
  ])('of %s stay above the foot of the card and within its edges', async (_, text) => {
    const more = { site: text, finding: text, sentence: text, wroteLabel: text, saysLabel: text, decidedAt: text }
    for (const quoted of [
      { wrote: text, says: text },
      { wrote: text, says: '' },
      { wrote: '', says: '' },
    ]) {
      const node = await composed({ ...more, ...quoted })
      const measured: Box = await faces.renderer.measure(node, { width: 1200, height: 630 })
      const [foot, rule, ...above] = [...measured.children].reverse()
      for (const line of [...above.at(-1)!.children, ...foot!.children]) expect(line.height).toBeLessThan(45)
      expect(Math.max(...above.map(lowest))).toBeLessThanOrEqual(top(rule!))
      expect(lowest(foot!)).toBeLessThanOrEqual(630)
      expect(widest(measured)).toBeLessThanOrEqual(1200)
    }
  })

  interface Box {
    width: number
    height: number
    transform: number[]
    children: Box[]
  }
  const top = (box: Box) => box.transform[5] ?? Number.NaN
  const lowest = (box: Box): number => Math.max(top(box) + box.height, ...box.children.map(lowest))
  const widest = (box: Box): number =>
    Math.max((box.transform[4] ?? Number.NaN) + box.width, ...box.children.map(widest))
})

describe('hostile texts', () => {
  it('have no control characters and nothing that turns the direction of what follows', async () => {
    const texts = textsOf(
      await composed({ wrote: 'a\u202egnp\u202c\u2066b\u0000\u0007\u001b[0m\ud800\u200b', site: 'Ga\u202ezette' }),
    )
    expect(texts).toContain('“agnpb[0m”')
    expect(texts).toContain('Gazette')
  })

  it('are words, whatever a program would take them for', async () => {
    const says = '<script>alert(1)</script> & "]]>" &amp; {{x}} <%y%> url(javascript:1)'
    expect(textsOf(await composed({ says }))).toContain(`“${says}”`)
  })

  it('of spaces and line breaks alone leave nothing', async () => {
    expect(textsOf(await composed({ wrote: '\n\u2028 \u200b', says: '\t' }))).toEqual(withoutQuotations)
  })
})
