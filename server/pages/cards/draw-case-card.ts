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
 * @throws when the drawing library has no build for this machine: the page is then shared without a picture.
 */
export function drawCaseCard(card: CaseCard): Promise<Buffer> {
  const key = caseCardKey(card)
  const kept = finished.get(key)
  if (kept) return Promise.resolve(kept)
  const running = drawing.get(key)
  if (running) return running
  const turn = last.then(() => draw(card))
  last = turn.catch(() => undefined)
  const made = turn.then((png) => {
    finished.set(key, png)
    return png
  })
  const settled = made.finally(() => drawing.delete(key))
  drawing.set(key, settled)
  return settled
}

async function draw(card: CaseCard): Promise<Buffer> {
  if (typefaces && (await typefaces.then((faces) => faces.full(), () => true))) typefaces = undefined
  typefaces ??= openTypefaces()
  const faces = await typefaces
  const node = await compose(faces, card)
  return faces.renderer.render(node, { width: WIDTH, height: HEIGHT, format: 'png' })
}
