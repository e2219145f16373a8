import { findQuotation } from '../../server/cases/quotes.ts'
import { type Figure, median } from './figures.ts'
import { textOf } from './scene.ts'

/** As long as a story may be, and a passage as long as a reader may quote. */
const STORY = 400_000
const PASSAGE = 1_000
const TIMES = 30

/** How long it takes to find a quotation that is worded a little differently in the longest story there can be. */
export function quotations(): Figure {
  let story = ''
  for (let i = 0; story.length < STORY; i++) story += `${textOf(i)}\n\n`
  const values: number[] = []
  const baselines: number[] = []
  for (let i = -3; i < TIMES; i++) {
    const at = ((i + 3) * 11_939) % (STORY - PASSAGE)
    const words = story.slice(at, at + PASSAGE)
    const altered = words.replaceAll('quay', 'pier').replace('again', 'once more')
    const ours = timed(() => findQuotation(story, altered, at).how !== 'absent')
    const theirs = timed(() => story.normalize('NFKC').toLowerCase().includes(words.normalize('NFKC').toLowerCase()))
    if (i < 0) continue
    values.push(ours)
    baselines.push(theirs)
  }
  return {
    name: 'find_quotation',
    what: `${PASSAGE.toLocaleString('en')} characters, altered, found in a story of ${STORY.toLocaleString('en')}`,
    against: 'the platform folding and searching the unaltered words',
    unit: 'ms',
    value: median(values),
    baseline: median(baselines),
  }
}

function timed(find: () => boolean): number {
  const start = performance.now()
  if (!find()) throw new Error('a quotation that stands in the story was not found')
  return performance.now() - start
}
