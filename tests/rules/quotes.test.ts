import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findQuotation, fold } from '../../server/cases/quotes.ts'

const story = 'The ferry “Marlin” left at noon — late, as ever.\n\nThe crew won’t say why. The crew won’t say when.'

describe('looking a quotation up', () => {
  it('finds exact words, with their place and what stands around them', () => {
    const found = findQuotation(story, 'left at noon')
    expect(found).toMatchObject({ how: 'exact', exact: 'left at noon', start: 19, end: 31 })
    expect(found.prefix.endsWith('“Marlin” ')).toBe(true)
    expect(found.suffix.startsWith(' — late')).toBe(true)
  })

  it.each([
    ['straight quotation marks', 'ferry "Marlin" left'],
    ['another dash', 'noon - late'],
    ['a line break instead of a space', 'left\nat   noon'],
    ['capitals', 'THE FERRY'],
    ['words across a paragraph', 'as ever. The crew'],
    ['zero-width characters', 'the cr\u200bew won\u2019t say why'],
  ])('finds words that differ by %s, and answers with the words of the text', (_, quoted) => {
    const found = findQuotation(story, quoted)
    expect(found.how).toBe('normalised')
    expect(story.slice(found.start ?? -1, found.end ?? -1)).toBe(found.exact)
    expect(fold(found.exact).text).toBe(fold(quoted).text)
  })

  it('takes the place nearest to where the reader selected', () => {
    const second = story.lastIndexOf('The crew')
    expect(findQuotation(story, 'The crew won’t say', second).start).toBe(second)
    expect(findQuotation(story, 'The crew won’t say', 0).start).toBe(story.indexOf('The crew'))
    expect(findQuotation(story, "the crew won't say", second).start).toBe(second)
  })

  it('says when words are absent', () => {
    expect(findQuotation(story, 'left at midnight')).toMatchObject({ how: 'absent', start: null, end: null })
    expect(findQuotation('', 'anything').how).toBe('absent')
  })

  it('finds right-to-left and Chinese words', () => {
    expect(findQuotation('他说：“我没有离开。”然后走了。', '"我没有离开。"')).toMatchObject({ how: 'normalised' })
    expect(findQuotation('قال إنه لم يغادر الميناء أمس.', 'لم يغادر الميناء')).toMatchObject({ how: 'exact' })
  })

  it('finds every slice of any text, where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % text.length, b % (text.length + 1)].sort((x, y) => x - y) as [number, number]
        const slice = text.slice(start, end)
        if (fold(slice).text === '' || /\p{Cs}/u.test(slice)) return
        const found = findQuotation(text, slice, start)
        expect(found.how).toBe('exact')
        expect(found.start).toBe(start)
      }),
    )
  })

  it('takes time in proportion to the text: a million characters well within the time limit of a test', () => {
    const long = 'word after word '.repeat(65_000)
    expect(findQuotation(long, 'not there at all').how).toBe('absent')
    expect(findQuotation(`${long}“quoted”`, '"QUOTED"')).toMatchObject({ how: 'normalised', start: long.length })
  })

  it('lets no character grow into a phrase', () => {
    expect(fold('\ufdfa'.repeat(100)).text.length).toBeLessThanOrEqual(400)
  })

  it('survives a change of typography anywhere', () => {
    const swaps: Record<string, string> = { '“': '"', '”': '"', '’': "'", '—': '-', ' ': '\n  ' }
    fc.assert(
      fc.property(fc.nat(story.length - 2), fc.integer({ min: 2, max: 60 }), (start, length) => {
        const words = story.slice(start, start + length)
        const typed = words.replace(/[“”’— ]/g, (c) => swaps[c] ?? c)
        const found = findQuotation(story, typed, start)
        if (fold(words).text !== '') expect(found.how).not.toBe('absent')
      }),
    )
  })
})

const LETTERS = {
  English: 'the crew would not say why ferry left harbour before noon storm night council voted against bridge money ',
  German: 'straße größe schiff hafen gestern niemand wollte erklären warum fähre früher abgelegt über äußerst ruhig ',
  Turkish: 'gemi limandan sabah ayrıldı kimse nedenini söylemedi ışık ırmak yağmur köprü şehir belediye dün ',
  Russian: 'паром вышел из гавани до полудня никто не объяснил почему совет города голосовал против моста ночью ',
  Arabic: 'غادرت العبارة الميناء قبل الظهر ولم يقل أحد لماذا صوت المجلس ضد الجسر أمس في المدينة ',
  Hebrew: 'המעבורת עזבה את הנמל לפני הצהריים ואיש לא אמר מדוע המועצה הצביעה נגד הגשר אתמול בעיר ',
  Hindi: 'नौका दोपहर से पहले बंदरगाह से निकली किसी ने नहीं बताया क्यों परिषद ने पुल के विरुद्ध मतदान किया ',
  Chinese: '渡轮在中午前离开港口没有人说明原因市议会昨晚投票反对修桥资金暴风雨居民记者码头船员今天早上',
  Japanese: 'フェリーは正午前に港を出たが誰も理由を説明しなかった市議会は昨夜橋の建設に反対する投票を行った',
  Emoji: '😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😗😚😙🥲😋😛😜🤪😝🤑🤗🤭🤫🤔🤐🤨😐😑😶😏😒🙄😬',
}

/** Texts of random words in one script, long enough that chance does not repeat a passage. */
function textIn(script: keyof typeof LETTERS, length = 120): fc.Arbitrary<string> {
  const spaced = LETTERS[script].includes(' ')
  const words = spaced ? LETTERS[script].trim().split(' ') : [...LETTERS[script]]
  return fc
    .array(fc.constantFrom(...words), { minLength: length, maxLength: length })
    .map((drawn) => drawn.join(spaced ? ' ' : ''))
}

interface Edit {
  at: number
  kind: 'insert' | 'delete' | 'replace'
  with: string
}
const someEdits = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('insert' as const, 'delete' as const, 'replace' as const),
    with: fc.constantFrom('x', 'ж', '字', 'ש', '7'),
  }),
  { minLength: 1, maxLength: 40 },
)

/** At most as many of the edits as a quotation of this length may have and still be found. */
function edited(passage: string, edits: Edit[]): string {
  const characters = [...passage]
  const units = Math.max(...characters.map((c) => fold(c).text.length))
  const most = Math.floor((fold(passage).text.length / 4 - 2) / (units + 1))
  for (const edit of edits.slice(0, Math.max(1, most))) {
    const at = edit.at % characters.length
    if (edit.kind === 'insert') characters.splice(at, 0, edit.with)
    else if (characters.length > 1) characters.splice(at, 1, ...(edit.kind === 'replace' ? [edit.with] : []))
  }
  return characters.join('')
}

describe.each(Object.keys(LETTERS) as (keyof typeof LETTERS)[])('a passage of a text in %s', (script) => {
  const passages = fc.tuple(textIn(script), fc.nat(), fc.integer({ min: 40, max: 90 }))
  const cut = (text: string, at: number, length: number) => {
    const characters = [...text]
    const first = at % (characters.length - length)
    const start = characters.slice(0, first).join('').length
    return { start, passage: characters.slice(first, first + length).join('') }
  }

  it('is found after any edits within the limit, where it stood', () => {
    fc.assert(
      fc.property(passages, someEdits, ([text, at, length], edits) => {
        const { start, passage } = cut(text, at, length)
        const found = findQuotation(text, edited(passage, edits), start)
        expect(found.how).not.toBe('absent')
        expect(found.start).toBeLessThan(start + passage.length)
        expect(found.end).toBeGreaterThan(start)
        if (found.how === 'fuzzy') expect(found.score).toBeGreaterThan(0.7)
        else expect(found.score).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  it('is told by offsets that part no character, with what stands around it', () => {
    fc.assert(
      fc.property(passages, someEdits, ([text, at, length], edits) => {
        const { start: near, passage } = cut(text, at, length)
        const { start, end, exact, prefix, suffix } = findQuotation(text, edited(passage, edits), near)
        expect(text.slice(start ?? -1, end ?? -1)).toBe(exact)
        expect(text.slice(0, start ?? 0).endsWith(prefix)).toBe(true)
        expect(text.slice(end ?? 0).startsWith(suffix)).toBe(true)
        for (const part of [exact, prefix, suffix]) expect(part).not.toMatch(/\p{Cs}/u)
        expect(prefix.length).toBeGreaterThanOrEqual(Math.min(start ?? 0, 63))
        expect(suffix.length).toBeGreaterThanOrEqual(Math.min(text.length - (end ?? 0), 63))
      }),
      { numRuns: 40 },
    )
  })

  it('is absent from a text of the same language that does not have it', () => {
    fc.assert(
      fc.property(textIn(script, 400), textIn(script, 40), (text, other) => {
        fc.pre(!text.includes(other))
        expect(findQuotation(text, other).how).toBe('absent')
      }),
      { numRuns: 25 },
    )
  })
})

describe('a quotation worded a little differently', () => {
  const said =
    'The harbour board said on Monday that the ferry had left at noon, an hour before the storm was announced.'

  it('is found as whole words, with the share that stands there', () => {
    const found = findQuotation(said, 'the ferry had departed at noon, an hour before the storm')
    expect(found).toMatchObject({ how: 'fuzzy', exact: 'the ferry had left at noon, an hour before the storm' })
    expect(found.score).toBeCloseTo(0.87, 1)
    expect(findQuotation(said, 'he ferri had left at noon, an our before the stor')).toMatchObject({
      how: 'fuzzy',
      exact: 'the ferry had left at noon, an hour before the storm',
    })
  })

  it('is not found when it is very short or mostly other words', () => {
    expect(findQuotation(said, 'on Tuesday').how).toBe('absent')
    expect(findQuotation(said, 'the ferry sank at midnight, a day after the storm warning').how).toBe('absent')
  })

  it('of several places is the one that differs least, and of equal ones the nearest', () => {
    const text = `The crew will not say why it left. ${said} The crew will not say why it left.`
    const second = text.lastIndexOf('The crew')
    expect(findQuotation(text, 'The crew would not say why it left', second).start).toBe(second)
    expect(findQuotation(text, 'The crew would not say why it left', 0).start).toBe(0)
  })

  it('is found in a book, and a book that repeats itself is searched in bounded time', () => {
    const book = Array.from(
      { length: 4000 },
      (_, i) => `Line ${i * 7919} of the log speaks of ${i % 17} boats and ${i % 23} storms.`,
    )
    const text = book.join(' ')
    const start = text.indexOf(book[3000] ?? '')
    const quoted = text.slice(start, start + 900).replace(/boats/g, 'ships')
    expect(findQuotation(text, quoted)).toMatchObject({ how: 'fuzzy', start })
    expect(findQuotation('a'.repeat(400_000), `${'a'.repeat(700)}${'b'.repeat(300)}`).how).toBe('absent')
  })
})

describe('words that are the same but for how they are written', () => {
  it.each([
    ['an ellipsis as one character or three', 'and then… nothing', 'and then... nothing'],
    ['a no-break space', 'at 10\u00a0000\u202fm', 'at 10 000 m'],
    ['accents as one character or two', 'in the cafe\u0301 at noon', 'in the caf\u00e9 at noon'],
    ['German capitals', 'die Hauptstraße entlang', 'DIE HAUPTSTRASSE ENTLANG'],
    ['Turkish capitals', 'İstanbul’da ışıklar', "istanbul'da IŞIKLAR"],
    ['final sigma', 'ο λόγος του', 'Ο ΛΌΓΟΣ ΤΟΥ'],
    ['Hebrew points', 'בְּרֵאשִׁית בָּרָא', 'בראשית ברא'],
    ['Hebrew quotation marks', 'צה״ל הודיע', 'צה"ל הודיע'],
    ['Arabic vowel marks and lengthening', 'كِتَابٌ جـــديد', 'كتاب جديد'],
    ['full-width letters and marks', 'ＡＢＣ：１２３！', 'ABC:123!'],
    ['half-width kana', 'ﾌｪﾘｰは港を', 'フェリーは港を'],
    ['Japanese quotation marks', '彼は「出た」と', '彼は"出た"と'],
    ['direction marks', 'wrote \u200fשלום\u200e today', 'wrote שלום today'],
  ])('differ by %s: they are found, whole', (_, text, quoted) => {
    const within = `😀 ${text} 😀`
    expect(findQuotation(within, quoted)).toMatchObject({ how: 'normalised', exact: text, start: 3 })
    expect(findQuotation(`😀 ${quoted} 😀`, text)).toMatchObject({ how: 'normalised', exact: quoted })
  })

  it('half of a surrogate pair finds nothing', () => {
    expect(findQuotation('one 😀 two', '\ude00').how).toBe('absent')
    expect(findQuotation('one 😀 two', '\ude00 two')).toMatchObject({ exact: ' two' })
  })
})
