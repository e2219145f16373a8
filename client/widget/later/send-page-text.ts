import { ask } from '../session.ts'
import type { Thread } from '../thread.ts'

/** What is on a page and not of its story, or says nothing in words. */
const NOT_TEXT =
  'script,style,noscript,template,iframe,object,embed,svg,canvas,video,audio,form,button,nav,dialog,' +
  'afterword-thread,[hidden],[aria-hidden="true"]'
const KEPT = ['href', 'src', 'alt', 'colspan', 'rowspan', 'start', 'datetime']
const LONGEST = 400_000

const sent = new Set<string>()

/**
 * Sends the server what the page says, once while the page is open and only if the server wants it: the element that the
 * publisher's `text` attribute selects, in a form that is the same in every reader's browser.
 */
export async function sendPageText({ element, session }: Thread, storyId: string) {
  const html = articleOf(element)
  if (html === null || sent.has(storyId)) return
  sent.add(storyId)
  try {
    const params = { id: storyId }
    const query = { digest: await digestOf(html) }
    const { wanted } = await ask(session, 'GET /api/v1/stories/:id/page-text', { params, query })
    if (wanted) await ask(session, 'POST /api/v1/stories/:id/page-text', { params, body: { html } })
  } catch {
    // Readers have not asked for it; the next one's browser tries again.
  }
}

function articleOf(element: HTMLElement): string | null {
  let found: Element | null = null
  try {
    found = document.querySelector(element.getAttribute('text') ?? '')
  } catch {
    // Not a selector.
  }
  if (!found) return null
  // A document of its own, where nothing is fetched and no element of the page's comes to life.
  const copy = document.implementation.createHTMLDocument('').importNode(found, true)
  for (const one of copy.querySelectorAll(NOT_TEXT)) one.remove()
  for (const one of copy.querySelectorAll('*'))
    for (const { name } of [...one.attributes]) if (!KEPT.includes(name)) one.removeAttribute(name)
  const words = copy.textContent?.trim() ?? ''
  const html = copy.innerHTML.trim()
  return words === '' || html.length > LONGEST ? null : html
}

/** Pages without https have no such digest: the server then compares. */
async function digestOf(html: string): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(html))
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
