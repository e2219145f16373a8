/** What to keep of a refused text where another draft is kept already: both, the earlier one first. */
export function withRefused(kept: string | undefined, refused: string): string {
  if (!kept || refused.includes(kept)) return refused
  return kept.includes(refused) ? kept : `${kept}\n\n${refused}`
}

/** What is left of a draft once a text is posted; empty when nothing is. */
export function withoutPosted(kept: string, posted: string): string {
  if (posted.includes(kept)) return ''
  return kept
    .replace(posted, () => '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
