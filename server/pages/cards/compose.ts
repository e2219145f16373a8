import type { Node } from '@takumi-rs/core'
import { differences, type Stretch } from '../../../client/ui/difference.ts'
import { fitted } from './fit.ts'
import { type Block, block, COLUMN, colours, layOut, MEASURE, roomUnder, type Setting } from './layout.ts'
import { cuts, excerpt, oneLine, textOf } from './quotation.ts'
import { type First, stackFor, type Typefaces } from './typefaces.ts'

/** What is on the card of a case. */
export interface CaseCard {
  site: string
  reference: string
  /** The finding in a word or two. */
  finding: string
  /** The finding as one plain sentence. */
  sentence: string
  wroteLabel: string
  wrote: string
  saysLabel: string
  /** Empty when there is no passage to show. */
  says: string
  /** When it was decided, in words. */
  decidedAt: string
}

/** Nothing longer fits on a card in any size. */
const MOST = 1200
const SANS = 'source-sans-3'
const SERIF = 'source-serif-4'

/** Sets the texts of a card as large as they fit. A text that no typeface here can show is left out. */
export async function compose(faces: Typefaces, card: CaseCard): Promise<Node> {
  const small = (text: string, width: number, more: Partial<Setting> = {}) =>
    lineOf(faces, text, width, { size: 24, family: SANS, colour: colours.inkSoft, ...more })
  const quotations = await quotationsOf(faces, card)
  const sentence = await sentenceOf(faces, card.sentence, quotations.length === 0)
  const width = quotations.length > 1 ? COLUMN : MEASURE
  const quoted = await fitted(
    faces,
    quotations.map(({ words }) => words),
    {
      width,
      height: roomUnder(sentence.height),
      sizes: quotations.length > 1 ? [44, 40, 36, 33, 30, 28] : [56, 50, 44, 38, 33, 28],
      set: (stretches, size) => block([plain('“'), ...stretches, plain('”')], { size, hangs: true }),
    },
  )
  const labels = await Promise.all(quotations.map(({ label }) => small(label, width)))
  return layOut({
    finding: await small(card.finding, MEASURE * 0.7, { size: 27, weight: 600, colour: colours.note }),
    reference: await small(card.reference, MEASURE * 0.25),
    sentence: sentence.blocks[0],
    columns: quoted.blocks.map((quotation, index) => ({ label: labels[index], quotation })),
    site: await small(card.site, MEASURE * 0.6, { size: 27, weight: 650, colour: colours.ink, family: SERIF }),
    decidedAt: await small(card.decidedAt, MEASURE * 0.35),
  })
}

/** Both quotations, or the one there is; none at all when one of them cannot be shown. */
async function quotationsOf(faces: Typefaces, card: CaseCard): Promise<{ label: string; words: Stretch[] }[]> {
  const marked = differences(oneLine(card.wrote), oneLine(card.says))
  const shown: { label: string; words: Stretch[] }[] = []
  for (const [label, stretches] of [
    [card.wroteLabel, marked.wrote],
    [card.saysLabel, marked.says],
  ] as const) {
    if (textOf(stretches) === '') continue
    const words = await drawable(faces, stretches, SERIF)
    if (!words) return []
    shown.push({ label, words })
  }
  return shown
}

async function sentenceOf(faces: Typefaces, text: string, alone: boolean) {
  const sentence = await drawable(faces, [plain(oneLine(text))], SERIF)
  return fitted(faces, sentence ? [sentence] : [], {
    width: MEASURE,
    height: alone ? 340 : 120,
    sizes: alone ? [76, 66, 56, 46] : [46, 42, 38],
    set: (stretches, size) => block(stretches, { size, weight: 650, lineHeight: 1.2, balanced: true }),
  })
}

/** One line, cut where it would be wider. */
async function lineOf(faces: Typefaces, text: string, width: number, setting: Setting): Promise<Block | undefined> {
  const line = await drawable(faces, [plain(oneLine(text))], setting.family ?? SERIF)
  const room = { width, height: setting.size * 1.5, sizes: [setting.size] }
  const set = (stretches: Stretch[]) => block(stretches, setting)
  return (await fitted(faces, line ? [line] : [], { ...room, set })).blocks[0]
}

/** A text without what is too long for any card; undefined when it is empty or cannot be shown. */
async function drawable(faces: Typefaces, stretches: Stretch[], first: First): Promise<Stretch[] | undefined> {
  const text = textOf(stretches)
  const end = text.length > MOST ? cuts(text).findLast((cut) => cut <= MOST) : undefined
  const kept = end === undefined ? stretches : excerpt(stretches, 0, end)
  const words = textOf(kept)
  // With what is put around a text and where it is cut.
  return words !== '' && (await faces.cover(`“…${words}”`, stackFor(words, first))) ? kept : undefined
}

function plain(text: string): Stretch {
  return { text, differs: false }
}
