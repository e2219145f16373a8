/** Texts of fewer words are written alike by many who know nothing of each other. */
const LEAST_WORDS = 6
const GRAM = 3
/** Of 64 bits. Texts that have nothing to do with each other differ in half of them, 32 on the average. */
const NEAR_BITS = 10

/**
 * What a text can be compared by: a SimHash of 64 bits over its words in threes, as 16 hexadecimal digits. Texts that
 * are nearly the same differ in few bits. Undefined for a text that is too short to say anything.
 */
export function printOf(text: string): string | undefined {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (words.length < LEAST_WORDS) return undefined
  const votes = new Int32Array(64)
  for (let i = 0; i + GRAM <= words.length; i++) {
    const [low, high] = hashOf(words.slice(i, i + GRAM).join(' '))
    for (let bit = 0; bit < 32; bit++) {
      votes[bit] = (votes[bit] ?? 0) + ((low >>> bit) & 1 ? 1 : -1)
      votes[bit + 32] = (votes[bit + 32] ?? 0) + ((high >>> bit) & 1 ? 1 : -1)
    }
  }
  return hexOf(votes.subarray(32)) + hexOf(votes.subarray(0, 32))
}

/** Whether two prints are of the same text, or nearly. */
export function isNear(one: string, other: string): boolean {
  return bitsApart(one.slice(0, 8), other.slice(0, 8)) + bitsApart(one.slice(8), other.slice(8)) <= NEAR_BITS
}

function hexOf(votes: Int32Array): string {
  const value = votes.reduce((sum, vote, bit) => (vote > 0 ? sum + 2 ** bit : sum), 0)
  return value.toString(16).padStart(8, '0')
}

function bitsApart(one: string, other: string): number {
  let left = (Number.parseInt(one, 16) ^ Number.parseInt(other, 16)) >>> 0
  let bits = 0
  for (; left !== 0; left &= left - 1) bits += 1
  return bits
}

/** Two hashes of 32 bits (FNV-1a from two starts, finished so that every bit depends on all of the text). */
function hashOf(text: string): [number, number] {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x01000193)
  }
  return [finished(low), finished(high ^ text.length)]
}

function finished(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
