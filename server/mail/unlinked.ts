/** Mail programs make links of what looks like an address: in a name or a title that somebody chose nothing does. */
export function unlinked(name: string): string {
  return name.replace(/([.:/@])(?=\S)/gu, '$1\u2060').replace(/w(?=ww)/giu, '$&\u2060')
}
