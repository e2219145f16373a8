import { bring } from '../go-to.ts'

/**
 * Makes the links between a text and its footnotes work in a shadow tree, into which the page's address does not reach:
 * they scroll, and take the focus along.
 */
export function followFootnotes(root: ShadowRoot) {
  root.addEventListener('click', follow)
}

function follow(event: Event) {
  if (!(event.target instanceof Element)) return
  const link = event.target.closest('a[href^="#fn"]')
  const id = link?.getAttribute('href')?.slice(1)
  // In the same text: an earlier wording has the same notes.
  const note = id && link?.closest('.words')?.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
  if (!note) return
  event.preventDefault()
  if (note.tabIndex < 0) note.tabIndex = -1
  bring(note)
}
