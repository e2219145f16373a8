/** A stretch of a quotation; `differs` when the other quotation does not have these words here. */
export interface Stretch {
  text: string
  differs: boolean
}

const MOST_WORDS = 700

/**
 * Marks the words in which two quotations differ; case and punctuation alone do not count.
 * Where they share less than a third of their words nothing is marked: everything would be.
 */
export function differences(wrote: string, says: string): { wrote: Stretch[]; says: Stretch[] } {
  const left = words(wrote)
  const right = words(says)
  const plain = { wrote: [{ text: wrote, differs: false }], says: [{ text: says, differs: false }] }
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return plain
  const shared = longestShared(left.map(folded), right.map(folded))
  if (shared.length * 3 < Math.max(left.length, right.length)) return plain
  return {
    wrote: stretches(left, new Set(shared.map(([at]) => at))),
    says: stretches(right, new Set(shared.map(([, at]) => at))),
  }
}

/** Words, each with the space that follows it; scripts without spaces are parted by what the browser knows of them. */
function words(text: string): string[] {
  const spaced = text.match(/\S+\s*/gu) ?? []
  if (!SPACELESS.test(text) || !('Segmenter' in Intl)) return spaced
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
  return spaced.flatMap((word) => (SPACELESS.test(word) ? parted(word, segmenter) : [word]))
}

/** Scripts that put no space between words. */
const SPACELESS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u

/** Words of a run without spaces; what is no word, such as a full stop or a space, stays with the word before. */
function parted(run: string, segmenter: Intl.Segmenter): string[] {
  const found: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(run)) {
    if (isWordLike || found.length === 0) found.push(segment)
    else found[found.length - 1] += segment
  }
  return found
}

function folded(word: string): string {
  const bare = word.toLowerCase().replace(/[^\p{L}\p{N}%€$£]+/gu, '')
  return bare || word.trim()
}

/** Longest common subsequence, as pairs of positions. */
function longestShared(left: string[], right: string[]): [number, number][] {
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** Joins neighbours of one sort, keeping the space after a marked stretch outside it. */
function stretches(all: string[], shared: Set<number>): Stretch[] {
  const joined: Stretch[] = []
  all.forEach((word, index) => {
    const differs = !shared.has(index)
    const last = joined.at(-1)
    if (last && last.differs === differs) last.text += word
    else joined.push({ text: word, differs })
  })
  return joined.flatMap((stretch) => {
    const text = stretch.text.trimEnd()
    const space = stretch.text.slice(text.length)
    return stretch.differs && space
      ? [
          { text, differs: true },
          { text: space, differs: false },
        ]
      : [stretch]
  })
}
