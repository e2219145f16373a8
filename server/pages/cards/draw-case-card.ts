import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type CaseCard, compose } from './compose.ts'
import { HEIGHT, WIDTH } from './layout.ts'
import { openTypefaces, type Typefaces } from './typefaces.ts'

export type { CaseCard } from './compose.ts'

/** Moves when the design does, so that nobody keeps the card of an older one. */
const DESIGN = 1
const finished = new LRUCache<string, Buffer>({ max: 500, maxSize: 16_000_000, sizeCalculation: (png) => png.length })
const drawing = new Map<string, Promise<Buffer>>()
let last: Promise<unknown> = Promise.resolve()
let typefaces: Promise<Typefaces> | undefined

/** Names the picture among all there are, for an entity tag: the same texts, the same letters. Draws nothing. */
export function caseCardKey(card: CaseCard): string {
  const { site, reference, finding, sentence, wroteLabel, wrote, saysLabel, says, decidedAt } = card
  const texts = [DESIGN, site, reference, finding, sentence, wroteLabel, wrote, saysLabel, says, decidedAt]
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22)
}

/**
 * The picture of a case for places where its address is shared: a PNG of 1200 × 630. Cards are drawn one after
 * another, off the main thread, and each once however many ask for it.
 *
 * @throws when it cannot be drawn, as on a machine for which the drawing library has no build.
 */
export function drawCaseCard(card: CaseCard): Promise<Buffer> {
  const key = caseCardKey(card)
  const kept = finished.get(key)
  if (kept) return Promise.resolve(kept)
  const begun = drawing.get(key)
  if (begun !== undefined) return begun
  const turn = last.then(() => draw(card, key)).finally(() => drawing.delete(key))
  last = turn.catch(() => undefined)
  drawing.set(key, turn)
  return turn
}

async function draw(card: CaseCard, key: string): Promise<Buffer> {
  try {
    typefaces ??= openTypefaces()
    const faces = await typefaces
    const node = await compose(faces, card)
    const png = await faces.renderer.render(node, { width: WIDTH, height: HEIGHT, format: 'png' })
    finished.set(key, png)
    if (faces.full()) typefaces = undefined
    return png
  } catch (error) {
    // A file that could not be read is tried again with the next card.
    typefaces = undefined
    throw error
  }
}
