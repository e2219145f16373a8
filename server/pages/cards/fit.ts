import type { Stretch } from '../../../client/ui/difference.ts'
import type { Block } from './layout.ts'
import { beginning, beginnings, cuts, excerpt, letters, textOf } from './quotation.ts'
import type { Typefaces } from './typefaces.ts'

export interface Room {
  width: number
  height: number
  /** Sizes of type, the best first. */
  sizes: readonly number[]
  set(stretches: Stretch[], size: number): Block
}

/** Sets texts in one size, the first of which all of them fit; else in the last, cut at a word. */
export async function fitted(
  faces: Typefaces,
  texts: readonly Stretch[][],
  room: Room,
): Promise<{ blocks: Block[]; height: number }> {
  const highest = async (blocks: Block[]) =>
    Math.max(0, ...(await Promise.all(blocks.map((block) => heightOf(faces, block, room.width)))))
  for (const size of room.sizes) {
    const blocks = texts.map((text) => room.set(text, size))
    const height = await highest(blocks)
    if (height <= room.height) return { blocks, height }
  }
  const size = room.sizes.at(-1) ?? 0
  const blocks = await Promise.all(texts.map((text) => longest(faces, text, size, room)))
  return { blocks, height: await highest(blocks) }
}

/** The most of a text that fits, with its first difference in it. */
async function longest(faces: Typefaces, text: Stretch[], size: number, room: Room): Promise<Block> {
  const whole = textOf(text).length
  const set = (start: number, end: number) => room.set(excerpt(text, start, end), size)
  const fits = async (start: number, end: number) => (await heightOf(faces, set(start, end), room.width)) <= room.height
  if (await fits(0, whole)) return set(0, whole)
  const start = beginning(text)
  if (start > 0 && (await fits(start, whole))) {
    const starts = [...beginnings(text).filter((at) => at < start), start].reverse()
    return set(starts[await lastThat(starts.length, (index) => fits(starts[index] ?? 0, whole))] ?? start, whole)
  }
  const after = (all: number[]) => all.filter((at) => at > start)
  const words = after(cuts(textOf(text)))
  const ends = (await fits(start, words[0] ?? start)) ? words : after(letters(textOf(text)))
  return set(start, ends[await lastThat(ends.length, (index) => fits(start, ends[index] ?? 0))] ?? start)
}

/** The last index that holds, where the first does and none does after one that does not; found by halving. */
async function lastThat(count: number, holds: (index: number) => Promise<boolean>): Promise<number> {
  let low = 0
  for (let high = count; low + 1 < high; ) {
    const middle = (low + high) >> 1
    if (await holds(middle)) low = middle
    else high = middle
  }
  return low
}

async function heightOf({ renderer }: Typefaces, block: Block, width: number): Promise<number> {
  return (await renderer.measure({ type: 'container', style: { width }, children: [block] }, { width })).height
}
