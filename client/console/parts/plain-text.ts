/** The words of HTML that the server has rendered, on one line. */
export function plainText(html: string): string {
  // Blocks follow each other without a space between their last and first words.
  const parted = html.replace(/<(?:\/p|\/li|\/blockquote|br)\b/g, ' $&')
  const { body } = new DOMParser().parseFromString(parted, 'text/html')
  return (body.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/** The beginning of a text, cut at a word. */
export function beginning(text: string, most = 110): string {
  if (text.length <= most) return text
  return `${text.slice(0, most).replace(/\s+\S*$/, '')}…`
}
