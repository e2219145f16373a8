import fc from 'fast-check'
import unhomoglyph from 'unhomoglyph'
import { describe, expect, it } from 'vitest'
import { compile } from '../../server/screening/compile.ts'
import { type Act, type Facts, judge, textOf } from '../../server/screening/judge.ts'
import { isPhrase, phraseFinder, prepare } from '../../server/screening/text/phrases.ts'
import { isNear, printOf } from '../../server/screening/text/print.ts'
import { heldWords } from '../../server/screening/words.ts'
import { plainText } from '../../server/text/plain.ts'
import { renderProse } from '../../server/text/render.ts'

const LISTED = [
  'dastard',
  'muddled',
  'grub',
  'filthy liar',
  'ass',
  'cunt',
  'bum',
  'hell',
  'fall',
  'ano',
  'toff*',
  '他妈的',
  'дурак',
]
const find = phraseFinder(LISTED)
const found = (text: string) => find(prepare(text)).map(({ start, end }) => text.slice(start, end))

/** Single characters that are taken for a letter, by the letter. */
const alike = new Map<string, string[]>()
for (let code = 0x80; code < 0x1_0000; code++) {
  const char = String.fromCharCode(code)
  const like = unhomoglyph(char).toLowerCase()
  if (/^\p{L}$/u.test(char) && char !== 'ſ' && /^[a-z]$/.test(like) && /^[a-z]$/i.test(unhomoglyph(char)))
    alike.set(like, [...(alike.get(like) ?? []), char])
}
const UNSEEN = ['\u200c', '\u200d', '\u00ad', '\u2060', '\u2063', '\ufe0f', '\u034f', '\u0301']
const words = ['dastard', 'muddled', 'grub', 'cunt']
const word = fc.constantFrom(...words)

describe('a listed word is found', () => {
  it('whatever stands around it that is no letter, and in whatever case', () => {
    expect(found('You DASTARD! (grub)')).toEqual(['DASTARD', 'grub'])
    expect(found('a filthy   liar.')).toEqual(['filthy   liar'])
    expect(found('toffs and toffee-nosed Toff')).toEqual(['toff', 'toff', 'Toff'])
    expect(found('ты дурак')).toEqual(['дурак'])
    expect(found('我他妈的很')).toEqual(['他妈的'])
    expect(found('我他 妈 的')).toEqual(['他 妈 的'])
  })

  it.each([
    ['scheiß*', 'SCHEISSE'],
    ['scheiß*', 'scheißegal'],
    ['scheisse', 'SCHEIẞE'],
    ['scheiße', 'scheiβe'],
    ['strasse', 'Straße'],
    ['сука', 'СУКА'],
    ['тварь', 'Тварь'],
    ['МЕРЗАВЕЦ', 'мерзавец'],
    ['μαλάκας', 'ΜΑΛΑΚΑΣ'],
    ['ΒΛΑΚΑΣ', 'βλάκας'],
    ['ապուշ', 'ԱՊՈՒՇ'],
    ['pislik', 'PİSLİK'],
    ['ırkçı', 'IRKÇI'],
    ['łajdak', 'ŁAJDAK'],
    ['bastard', 'ВАSТАRD'],
  ])('of any language in small letters and in capitals: %s in %s', (listed, written) => {
    const text = `so, ${written}!`
    expect(phraseFinder([listed])(prepare(text))).toMatchObject([{ start: 4 }])
  })

  it('with every letter of it written as often', () => {
    const listed = phraseFinder(['damnfool', 'toss off'])
    for (const written of ['ddaammnnffooooll', 'DDDAAAMMMNNNFFFOOOOOOLLL', 'ttoossss ooffff'])
      expect(listed(prepare(`so, ${written}!`)), written).toEqual([{ start: 4, end: 4 + written.length }])
    // Two of one letter are how other words are spelled.
    for (const other of ['ddamnfool', 'ddaammnnffooll', 'damnfooll']) expect(listed(prepare(other)), other).toEqual([])
  })

  it('with characters in it that are not seen', () => {
    const unseen = fc.array(fc.tuple(fc.nat(6), fc.constantFrom(...UNSEEN)), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(word, unseen, (one, more) => {
        const letters = [...one]
        for (const [at, char] of more) letters[at % letters.length] += char
        expect(find(prepare(`so, ${letters.join('')}!`))).toHaveLength(1)
      }),
    )
  })

  it('in letters of other scripts that look the same', () => {
    expect(alike.size).toBeGreaterThan(20)
    const picks = fc.array(fc.nat(), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(word, picks, (one, by) => {
        const text = [...one].map((letter, i) => {
          const others = [letter, ...(alike.get(letter) ?? [])]
          return others[(by[i] ?? 0) % others.length]
        })
        expect(find(prepare(`what a ${text.join('')} you are`))).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  it('letter by letter, with anything between them', () => {
    const between = fc.constantFrom(' ', '.', '-', ' - ', '_', '\n', '*', '…')
    fc.assert(
      fc.property(fc.constantFrom(...words, 'filthyliar'), between, (one, gap) => {
        const wanted = one === 'filthyliar' ? 'filthy liar' : one
        expect(phraseFinder([wanted])(prepare(`it is ${[...one].join(gap)}`))).not.toEqual([])
      }),
    )
  })

  it('with a letter held for long, and with figures for letters', () => {
    fc.assert(
      fc.property(word, fc.nat(3), fc.integer({ min: 3, max: 9 }), (one, at, times) => {
        const letter = one.charAt(at)
        if (one.charAt(at + 1) === letter || one.charAt(at - 1) === letter) return
        expect(found(one.slice(0, at) + letter.repeat(times) + one.slice(at + 1))).toHaveLength(1)
      }),
    )
    expect(found('d4st4rd, mudd1ed, @ss, a$$, h3!!')).toEqual(['d4st4rd', 'mudd1ed', '@ss', 'a$$'])
  })

  it('where a passage begins and ends in the text as it was written', () => {
    const text = 'Zoë, 𝐠𝐫𝐮𝐛 and gr\u00adub'
    expect(found(text)).toEqual(['𝐠𝐫𝐮𝐛', 'gr\u00adub'])
  })
})

describe('innocent words are left alone', () => {
  const INNOCENT =
    'Scunthorpe assess assassin class grass massage cocktail Sussex Essex burn hello shell fail año bass album bumper therapist analysis canal Penistone Lightwater specialist arsenal hall tall 455 1455 as she'
  it.each(INNOCENT.split(' '))('%s', (one) => {
    expect(found(one)).toEqual([])
    expect(found(one.toUpperCase())).toEqual([])
  })

  it('in any order and company', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...INNOCENT.split(' ')), { maxLength: 30 }), (list) => {
        expect(found(list.join(' '))).toEqual([])
      }),
    )
  })

  it('and what is no word cannot be listed', () => {
    expect(['***', '…', ' '].map(isPhrase)).toEqual([false, false, false])
  })
})

describe('nearly the same text', () => {
  const text =
    'The council has known about the harbour wall since spring and did nothing at all until the ferry hit it, and now they want us to pay for the repairs twice over.'

  it('is told from others', () => {
    const print = printOf(text)!
    const altered = printOf(text.replace('spring', 'summer'))!
    const other = printOf(
      'I take the ferry every morning, and it was never late before this week began. Who runs it now?',
    )!
    expect(isNear(print, printOf(`${text.toUpperCase()}!!`)!)).toBe(true)
    expect(isNear(print, altered)).toBe(true)
    expect(isNear(print, other)).toBe(false)
    expect(printOf('Well said!')).toBeUndefined()
  })
})

describe('a rule', () => {
  const rule = (check: Parameters<typeof compile>[1]) =>
    compile(
      {
        id: 'r',
        version: 1,
        name: 'R',
        outcome: 'hold',
        houseRule: 'spam',
        scope: { sections: [], storyIds: [] },
        secret: null,
      },
      check,
      ['news.example'],
    )
  const judged = (check: Parameters<typeof compile>[1], body: string, facts: Facts = {}, act: Act = 'post') => {
    const html = renderProse(body)
    return judge(rule(check), textOf(plainText(html), html), facts, act)
  }
  const links = {
    ...{ kind: 'links' as const, most: 1, blocked: [] as string[], allowed: [] as string[] },
    ...{ shorteners: false, newcomers: false },
  }

  it('on links counts those to other sites', () => {
    const two = '[a](https://a.example/x) [b](https://b.example)'
    expect(judged({ ...links }, two)?.detail).toEqual({ why: 'many', links: 2, site: 'a.example' })
    expect(judged({ ...links, allowed: ['b.example'] }, two)).toBeUndefined()
    expect(judged({ ...links }, '[a](https://a.example) [own](https://www.news.example/y)')).toBeUndefined()
    expect(judged({ ...links, most: null }, two)).toBeUndefined()
  })

  it('on links knows sites with all their parts, and not others that end alike', () => {
    const check = { ...links, most: null, blocked: ['https://www.Casino.example/'] }
    expect(judged(check, '[x](https://play.casino.example/now)')?.detail.why).toBe('blocked')
    expect(judged(check, '[x](https://notcasino.example/now)')).toBeUndefined()
    expect(judged({ ...links, shorteners: true }, '[x](https://bit.ly/abc)')?.detail.why).toBe('shortener')
    expect(judged({ ...links, newcomers: true }, '[x](https://a.example)', { isKnown: false })?.detail.why).toBe(
      'newcomer',
    )
    expect(judged({ ...links, newcomers: true }, '[x](https://a.example)', { isKnown: true })).toBeUndefined()
  })

  it('on patterns takes no longer the worse they are', () => {
    const check = { kind: 'pattern', patterns: ['(a+)+$', 'call \\d{3}-\\d{4}'], mayTell: false } as const
    expect(
      judged({ ...check, patterns: [...check.patterns] }, `Call 555-1234. ${'a'.repeat(4000)}!`)?.passages,
    ).toEqual([{ start: 0, end: 13 }])
  })

  it('of an external check holds whatever was not answered', () => {
    const check = { kind: 'external', url: 'https://check.example', timeoutMs: 500 } as const
    const answer = (value: Parameters<NonNullable<Facts['answers']>['get']>[0] | object | undefined) =>
      judged(check, 'Hello', value === undefined ? {} : { answers: new Map([['r', value as never]]) })
    expect(answer(undefined)?.outcome).toBe('hold')
    expect(answer({ verdict: 'none', because: 'slow' })?.detail).toEqual({ failure: 'slow' })
    expect(answer({ verdict: 'allow' })).toBeUndefined()
    expect(answer({ verdict: 'refuse', reason: 'No.' })).toMatchObject({ outcome: 'refuse', detail: { reason: 'No.' } })
  })

  it('tells the writer why, and never the list', () => {
    const said = (mayTell: boolean) =>
      heldWords([
        {
          outcome: 'hold',
          check: { kind: 'words', phrases: ['grub', 'dastard'], mayTell },
          detail: {},
          found: ['grub'],
        },
        { outcome: 'hold', check: { kind: 'first_comment' }, detail: {}, found: [] },
      ])
    expect(said(false)).toBe(
      'It is held because it contains a word or phrase that is checked here, and it is your first comment here. A moderator looks at it before others see it.',
    )
    expect(said(true)).toContain('“grub”')
    expect(said(true)).not.toContain('dastard')
  })
})
