import unhomoglyph from 'unhomoglyph'

/** What nobody may be called who does not work here, whoever does. */
const OFFICES = ['moderator', 'moderators', 'moderation', 'admin', 'administrator', 'editor', 'staff', 'owner']

/**
 * Whether a name can be taken for one of others, or for an office: by other letters that look the same (Unicode
 * confusables), capitals, accents, blanks or signs between.
 */
export function looksLike(name: string, others: readonly string[]): boolean {
  const own = foldsOf(name)
  return [...OFFICES, ...others].some((other) => foldsOf(other).some((fold) => fold !== '' && own.includes(fold)))
}

/** Two ways to read a name, as it is written and in small letters; i and l count as one, as 1 and I look like both. */
function foldsOf(name: string): string[] {
  const plain = name.normalize('NFKC')
  return [plain, plain.toLowerCase()].map((form) =>
    unhomoglyph(form)
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/i/g, 'l'),
  )
}
