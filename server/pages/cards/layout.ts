import type { Node } from '@takumi-rs/core'
import type { Stretch } from '../../../client/ui/difference.ts'
import { directionOf, textOf } from './quotation.ts'
import { type Family, type First, stackFor } from './typefaces.ts'

export const WIDTH = 1200
export const HEIGHT = 630
const EDGE = 64
const FOOT = 52
export const MEASURE = WIDTH - 2 * EDGE
/** Between a column and the rule beside it. */
const GUTTER = 36
export const COLUMN = MEASURE / 2 - GUTTER

/** The light colours of client/ui/tokens.css. */
export const colours = { paper: '#fffdf9', ink: '#1e1c19', inkSoft: '#5d5850', rule: '#ddd7cb', note: '#97391a' }

type Style = NonNullable<Node['style']>
/** A block of text as it is set, ready to be measured or to be put on the card. */
export type Block = Node

export interface Setting {
  size: number
  weight?: number
  colour?: string
  family?: First
  lineHeight?: number
  /** Lines of about the same length. */
  balanced?: boolean
  /** Begins with a quotation mark, which stands before the edge of the text. */
  hangs?: boolean
}

/** A block of text in its own direction; what differs is underlined and heavier. */
export function block(stretches: readonly Stretch[], setting: Setting): Block {
  const {
    size,
    weight = 400,
    colour = colours.ink,
    family = 'source-serif-4',
    lineHeight = 1.32,
    balanced,
    hangs,
  } = setting
  const text = textOf(stretches)
  return {
    type: 'container',
    dir: directionOf(text),
    lang: languageOf(stackFor(text, family)),
    style: {
      display: 'block',
      width: '100%',
      color: colour,
      fontFamily: stackFor(text, family).join(', '),
      fontSize: size,
      fontWeight: weight,
      lineHeight,
      ...(balanced ? { textWrap: 'balance' } : {}),
      ...(hangs ? { textIndent: '-0.44em' } : {}),
      overflowWrap: 'anywhere',
    },
    children: stretches.map(({ text: words, differs }) => ({
      type: 'text',
      text: words,
      style: { display: 'inline', ...(differs ? marked(size) : {}) },
    })),
  }
}

function marked(size: number): Style {
  return {
    fontWeight: 650,
    textDecorationLine: 'underline',
    textDecorationColor: colours.ink,
    textDecorationThickness: Math.round(size / 15),
    textUnderlineOffset: Math.round(size / 6),
    textDecorationSkipInk: 'none',
  }
}

/** Of the first East Asian family asked; it chooses between forms within one file. */
function languageOf(stack: readonly Family[]): string {
  const first = stack.find((family) => /-(?:sc|jp|kr)$/.test(family))
  return first === 'noto-serif-jp' ? 'ja' : first === 'noto-serif-kr' ? 'ko' : 'zh-Hans'
}

export interface Column {
  label: Block | undefined
  quotation: Block
}
export interface Parts {
  finding: Block | undefined
  reference: Block | undefined
  sentence: Block | undefined
  columns: readonly Column[]
  site: Block | undefined
  decidedAt: Block | undefined
}

/** The card: what was found at the top, the quotations under it, whose card it is at the foot. */
export function layOut({ finding, reference, sentence, columns, site, decidedAt }: Parts): Node {
  const alone = columns.length === 0
  return flex(
    'column',
    { width: WIDTH, height: HEIGHT, padding: `52px ${EDGE}px 38px`, backgroundColor: colours.paper },
    [
      flex('row', { alignItems: 'center', gap: 14, height: 34 }, [
        { type: 'container', style: { width: 17, height: 17, flexShrink: 0, backgroundColor: colours.note } },
        flex('row', { flexGrow: 1 }, present([finding])),
        flex('row', { flexShrink: 0 }, present([reference]).map(own)),
      ]),
      flex(
        'column',
        alone ? { flexGrow: 1, justifyContent: 'center' } : { marginTop: SENTENCE_ABOVE },
        present([sentence]),
      ),
      ...(alone ? [] : [flex('row', { marginTop: COLUMNS_ABOVE, flexGrow: 1 }, columns.flatMap(columnOf))]),
      { type: 'container', style: { height: 1, flexShrink: 0, backgroundColor: colours.rule } },
      flex('row', { alignItems: 'flex-end', justifyContent: 'space-between', height: FOOT, flexShrink: 0 }, [
        ...present([site]).map(own),
        ...present([decidedAt]).map(own),
      ]),
    ],
  )
}

const SENTENCE_ABOVE = 22
const COLUMNS_ABOVE = 30
const LABEL = 44
const FOOT_ABOVE = 24

/** What the quotations may take in height under a sentence of this height. */
export function roomUnder(sentence: number): number {
  return HEIGHT - 52 - 38 - 34 - SENTENCE_ABOVE - sentence - COLUMNS_ABOVE - LABEL - FOOT_ABOVE - FOOT
}

function columnOf({ label, quotation }: Column, index: number): Node[] {
  const column = flex('column', { flexGrow: 1, flexBasis: 0 }, [
    flex('column', { height: LABEL }, present([label])),
    quotation,
  ])
  if (index === 0) return [column]
  const between: Style = { width: 1, marginLeft: GUTTER, marginRight: GUTTER, marginBottom: FOOT_ABOVE }
  return [{ type: 'container', style: { ...between, backgroundColor: colours.rule } }, column]
}

/** As wide as its text. */
function own(line: Block): Block {
  return { ...line, style: { ...line.style, width: 'auto' } }
}

function flex(flexDirection: 'row' | 'column', style: Style, children: Node[]): Node {
  return { type: 'container', style: { display: 'flex', flexDirection, ...style }, children }
}

function present(blocks: readonly (Block | undefined)[]): Block[] {
  return blocks.filter((each) => each !== undefined)
}
