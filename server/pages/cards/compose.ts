import type { Node } from '@takumi-rs/core'
import { differences, type Stretch } from '../../../client/ui/difference.ts'
import { fit } from './fit.ts'
import { type Block, block, COLUMN, colours, layOut, MEASURE, roomUnder, type Setting } from './layout.ts'
import { cuts, excerpt, oneLine, textOf } from './quotation.ts'
import { stackFor, type Typefaces } from './typefaces.ts'

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
  const small = async (text: string, size: number, more: Partial<Setting> = {}) => {
    const line = await drawable(faces, [plain(oneLine(text))], SANS)
    return line && (await oneLineHigh(faces, line, { size, family: SANS, colour: colours.inkSoft, ...more }))
  }
  const quotations = await quotationsOf(faces, card)
  const sentence = await sentenceOf(faces, card.sentence, quotations.length === 0)
  const quoted = await fit(faces, quotations, {
    width: quotations.length > 1 ? COLUMN : MEASURE,
    height: roomUnder(sentence.height),
    sizes: [42, 38, 34, 31, 28],
    set: (stretches, size) => block([plain('“'), ...stretches, plain('”')], { size }),
  })
  const labels = await Promise.all([card.wroteLabel, card.saysLabel].map((label) => small(label, 24)))
  return layOut({
    finding: await small(card.finding, 27, { weight: 600, colour: colours.note }),
    reference: await small(card.reference, 25),
    sentence: sentence.blocks[0],
    columns: quoted.blocks.map((quotation, index) => ({ label: labels[index], quotation })),
    site: await small(card.site, 27, { weight: 650, colour: colours.ink, family: SERIF }),
    decidedAt: await small(card.decidedAt, 24),
  })
}

/** Both quotations, or the one there is; none at all when one of them cannot be shown. */
async function quotationsOf(faces: Typefaces, card: CaseCard): Promise<Stretch[][]> {
  const marked = differences(oneLine(card.wrote), oneLine(card.says))
  const given = [marked.wrote, marked.says].filter((stretches) => textOf(stretches) !== '')
  const shown = await Promise.all(given.map((stretches) => drawable(faces, stretches, SERIF)))
  return shown.every((each) => each !== undefined) ? shown : []
}

async function sentenceOf(faces: Typefaces, text: string, alone: boolean) {
  const sentence = await drawable(faces, [plain(oneLine(text))], SERIF)
  return fit(faces, sentence ? [sentence] : [], {
    width: MEASURE,
    height: alone ? 340 : 120,
    sizes: alone ? [76, 66, 56, 46] : [46, 42, 38],
    set: (stretches, size) => block(stretches, { size, weight: 650, lineHeight: 1.2 }),
  })
}

/** A text without what is too long for any card; undefined when it is empty or cannot be shown. */
async function drawable(faces: Typefaces, stretches: Stretch[], first: 'source-serif-4' | 'source-sans-3') {
  const text = textOf(stretches)
  const end = text.length > MOST ? cuts(text).findLast((cut) => cut <= MOST) : undefined
  const kept = end === undefined ? stretches : excerpt(stretches, 0, end)
  const words = textOf(kept)
  return words !== '' && (await faces.cover(words, stackFor(words, first))) ? kept : undefined
}

/** A label, cut to one line of at most half the card. */
async function oneLineHigh(faces: Typefaces, line: Stretch[], setting: Setting): Promise<Block | undefined> {
  const room = { width: MEASURE * 0.6, height: setting.size * 1.5, sizes: [setting.size] }
  const set = (stretches: Stretch[]) => block(stretches, setting)
  return (await fit(faces, [line], { ...room, set })).blocks[0]
}

function plain(text: string): Stretch {
  return { text, differs: false }
}
