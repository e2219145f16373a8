/** Parameters that say where a visitor came from, not which page this is. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi)$/i

/** The address of the story: what the publisher says, else the canonical link, else the page's own. */
export function pageUrl(element: HTMLElement): string {
  const given = element.getAttribute('url')?.trim()
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical" i][href]')?.getAttribute('href')
  const url = new URL(given || canonical || location.href, document.baseURI)
  url.hash = ''
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  return url.href
}

/** The title of the story: what the publisher says, else the page's. One line of at most 300 characters. */
export function pageTitle(element: HTMLElement): string {
  const title = element.getAttribute('title') || document.title || pageUrl(element)
  return title.replace(/\s+/g, ' ').trim().slice(0, 300)
}
