import type { Stretch } from '../../../client/ui/difference.ts'
import type { Block } from './layout.ts'
import { beginning, cuts, excerpt, textOf } from './quotation.ts'
import type { Typefaces } from './typefaces.ts'

export interface Room {
  width: number
  height: number
  /** Sizes of type, the best first. */
  sizes: readonly number[]
  set(stretches: Stretch[], size: number): Block
}

/** Sets texts in one size, the first of which all of them fit; else in the last, cut at a word. */
export async function fit(
  faces: Typefaces,
  texts: readonly Stretch[][],
  room: Room,
): Promise<{ blocks: Block[]; height: number }> {
  let height = 0
  for (const size of room.sizes) {
    const blocks = texts.map((text) => room.set(text, size))
    height = Math.max(0, ...(await Promise.all(blocks.map((block) => heightOf(faces, block, room.width)))))
    if (height <= room.height) return { blocks, height }
  }
  const size = room.sizes.at(-1) ?? 0
  const blocks = await Promise.all(texts.map((text) => longest(faces, text, size, room)))
  return { blocks, height: room.height }
}

/** The most of a text that fits, found by halving. */
async function longest(faces: Typefaces, text: Stretch[], size: number, room: Room): Promise<Block> {
  const whole = room.set(text, size)
  if ((await heightOf(faces, whole, room.width)) <= room.height) return whole
  const start = beginning(text)
  const ends = cuts(textOf(text)).filter((end) => end > start)
  let low = 0
  let high = ends.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    const tried = room.set(excerpt(text, start, ends[middle] ?? 0), size)
    if ((await heightOf(faces, tried, room.width)) <= room.height) low = middle
    else high = middle
  }
  return room.set(excerpt(text, start, ends[low] ?? start), size)
}

async function heightOf({ renderer }: Typefaces, block: Block, width: number): Promise<number> {
  return (await renderer.measure({ type: 'container', style: { width }, children: [block] }, { width })).height
}
