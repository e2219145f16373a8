import { median } from './figures.ts'
import { ROUND_MS, ROUNDS } from './scene.ts'

/** Warm-up of each side before its first round. */
const WARM_MS = 700

/** Medians of rounds that take turns, so that a noisy moment hits both sides. */
export async function rounds(
  ours: (forMs: number) => Promise<number>,
  theirs: (forMs: number) => Promise<number>,
): Promise<{ value: number; baseline: number }> {
  await ours(WARM_MS)
  await theirs(WARM_MS)
  const values: number[] = []
  const baselines: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    values.push(await ours(ROUND_MS))
    baselines.push(await theirs(ROUND_MS))
  }
  return { value: median(values), baseline: median(baselines) }
}
