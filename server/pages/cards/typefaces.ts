import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Renderer } from '@takumi-rs/core'

/** A family of the packages under `@fontsource-variable/`. */
export type Family = (typeof others)[number] | First
/** The two a text can be set in; the others help out. */
export type First = 'source-serif-4' | 'source-sans-3'

const others = [
  'noto-naskh-arabic',
  'noto-serif-hebrew',
  'noto-serif-thai',
  'noto-serif-devanagari',
  'noto-serif-sc',
  'noto-serif-jp',
  'noto-serif-kr',
  'noto-emoji',
] as const

type Range = [first: number, last: number]
interface Face {
  file: string
  /** What the package says it is for; it may lack some of it. */
  claims: Range[]
  /** What it has, once it is loaded. */
  has?: Promise<Set<number>>
}

/** More are not kept in memory: East Asian families come in some hundred files each. */
const MOST_FACES = 120

/**
 * The typefaces of one renderer. A family is many small files, each for some characters; a file is loaded when a text
 * needs it. Nothing is taken from the machine, so a card looks the same on every one.
 */
export interface Typefaces {
  renderer: Renderer
  /** Loads what the text needs. @returns false when a character is in none of the families: it must not be drawn. */
  cover(text: string, families: readonly Family[]): Promise<boolean>
  /** Holds so many files that it should be replaced. */
  full(): boolean
}

export async function openTypefaces(): Promise<Typefaces> {
  // The drawing library and the reader of fonts are native or large: a server that draws no card never loads them.
  const [{ Renderer }, { create }] = await Promise.all([import('@takumi-rs/core'), import('fontkitten')])
  const renderer = new Renderer()
  const families = new Map<Family, Promise<Face[]>>()
  let loaded = 0

  async function load(family: Family, { file, claims }: Face): Promise<Set<number>> {
    loaded += 1
    const data = await readFile(file)
    const font = create(data)
    const has = new Set('characterSet' in font ? font.characterSet : [])
    await renderer.registerFont({ name: family, data, unicodeRange: runs(has, claims) })
    return has
  }

  async function draws(family: Family, points: number[]): Promise<boolean> {
    if (!families.has(family)) families.set(family, facesOf(family))
    for (const face of (await families.get(family)) ?? []) {
      if (!points.every((point) => within(point, face.claims))) continue
      face.has ??= load(family, face)
      const has = await face.has
      if (points.every((point) => has.has(point))) return true
    }
    return false
  }

  return {
    renderer,
    full: () => loaded > MOST_FACES,
    async cover(text, stack) {
      for (const points of clusters(text)) {
        let drawn = false
        for (const family of stack) drawn ||= await draws(family, points)
        if (!drawn) return false
      }
      return true
    },
  }
}

/** The families a text is set in, in the order they are asked. Chinese, Japanese and Korean differ in the same characters. */
export function stackFor(text: string, first: First): Family[] {
  const own: Family | undefined = /[\p{sc=Hira}\p{sc=Kana}]/u.test(text)
    ? 'noto-serif-jp'
    : /\p{sc=Hang}/u.test(text)
      ? 'noto-serif-kr'
      : undefined
  return [...new Set<Family>([first, ...(own ? [own] : []), ...others])]
}

/** Letter with a heap of marks: it would be drawn over the lines around it. */
const MOST_MARKS = 4
const UNCOVERED = -1
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What must come from one file, each once: a letter with its marks. Joiners and variation selectors have no shape. */
function clusters(text: string): number[][] {
  const each = new Set(Array.from(graphemes.segment(text), ({ segment }) => segment))
  return [...each].map((cluster) => {
    if ((cluster.match(/\p{M}/gu) ?? []).length > MOST_MARKS) return [UNCOVERED]
    return [...cluster.replace(/[\p{DI}\s]/gu, '')].map((character) => character.codePointAt(0) ?? UNCOVERED)
  })
}

const require = createRequire(import.meta.url)

async function facesOf(family: Family): Promise<Face[]> {
  const table = require.resolve(`@fontsource-variable/${family}/unicode.json`)
  const subsets: Record<string, string> = JSON.parse(await readFile(table, 'utf8'))
  return Object.entries(subsets).map(([subset, ranges]) => ({
    file: join(dirname(table), 'files', `${family}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    claims: ranges.split(',').map(rangeOf),
  }))
}

/** @param written `U+4E00-4E10` or `U+20AC`. */
function rangeOf(written: string): Range {
  const [first = '', last = first] = written.trim().slice(2).split('-')
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
}

function within(point: number, ranges: Range[]): boolean {
  return ranges.some(([first, last]) => first <= point && point <= last)
}

/** The claimed characters that are there, as ranges. */
function runs(has: Set<number>, claims: Range[]): Range[] {
  const made: Range[] = []
  for (const point of [...has].filter((each) => within(each, claims)).sort((a, b) => a - b)) {
    const last = made.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else made.push([point, point])
  }
  return made
}
