/** What is kept of one place at most, in characters: several refused texts, each as long as a comment may be. */
export const LONGEST_DRAFT = 20_000

/** A text that is kept: refused, or only saved while it was typed, so that it may be the beginning of another. */
export interface Kept {
  body: string
  parkedSeq: number | null
}

/** What to keep of a text where another is kept already: both, the earlier one first; the latest is never cut. */
export function withRefused(kept: Kept | undefined, refused: string): string {
  if (!kept?.body || isWithin(kept, refused)) return refused
  const earlier = paragraphs(kept.body)
  if (indexOf(earlier, paragraphs(refused)) >= 0) return kept.body
  const both = [...earlier, refused]
  while (both.length > 1 && both.join('\n\n').length > LONGEST_DRAFT) both.shift()
  return both.join('\n\n')
}

/** What is left of a draft once a text is posted; empty when nothing is. Only whole paragraphs go. */
export function withoutPosted(kept: Kept, posted: string): string {
  if (isWithin(kept, posted)) return ''
  const rest = paragraphs(kept.body)
  const gone = paragraphs(posted)
  const at = indexOf(rest, gone)
  if (at >= 0) rest.splice(at, gone.length)
  return rest.join('\n\n')
}

/** Whether nothing of a kept text is lost with `whole`. */
function isWithin({ body, parkedSeq }: Kept, whole: string): boolean {
  const isBeginning = parkedSeq === null && whole.startsWith(body)
  return isBeginning || indexOf(paragraphs(whole), paragraphs(body)) >= 0
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
}

/** Where `part` stands in `whole`, in one piece; -1 if it does not. */
function indexOf(whole: readonly string[], part: readonly string[]): number {
  return whole.findIndex((_, at) => part.every((paragraph, i) => whole[at + i] === paragraph))
}
