import parts from '../ui/parts.css?inline'
import tokens from '../ui/tokens.css?inline'
import comment from './comment.css?inline'
import composer from './composer.css?inline'
import frame from './frame.css?inline'
import words from './words.css?inline'

/** The widget's styles but for what is loaded later. Later files win over earlier ones. */
export const styles = tokens + parts + comment + words + composer + frame

const sheets = new Map<string, CSSStyleSheet>()

/** Adds styles to a shadow tree, once. A constructed sheet needs no leave from the page's `style-src`. */
export function dress(root: ShadowRoot, css: string) {
  let sheet = sheets.get(css)
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    sheets.set(css, sheet)
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
