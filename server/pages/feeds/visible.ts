// What is typed here has none of these (server/contract/shapes.ts); what was imported, or came from a page, may.

/** Text without the characters that XML cannot hold. */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: leaving them out is the point
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\p{Cs}]/gu, '')
}

/** As `visible`, in one line and without characters that turn the direction of what stands beside it. */
export function visibleLine(text: string): string {
  return visible(text)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Text as HTML. */
export function asHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
