import { getHostname } from 'tldts'

/** Hosts whose addresses say nothing of where they lead. */
const SHORTENERS = [
  ...['bit.ly', 'buff.ly', 'cutt.ly', 'dlvr.it', 'goo.gl', 'is.gd', 'j.mp', 'lnkd.in', 'ow.ly', 'rb.gy', 'rebrand.ly'],
  ...['shorturl.at', 't.co', 't.ly', 'tiny.cc', 'tinyurl.com', 'trib.al', 'v.gd', 'shrtco.de', 'tny.im', 'soo.gd'],
]
const HREF = /<a [^>]*?href="([^"]*)"/g

export interface Link {
  url: string
  host: string
}

/** Where the links of sanitised HTML lead; mail addresses and the like are none. */
export function linksOf(html: string): Link[] {
  return [...html.matchAll(HREF)].flatMap(([, href = '']) => {
    const url = href.replaceAll('&amp;', '&')
    const host = /^https?:/i.test(url) ? getHostname(url) : null
    return host ? [{ url, host }] : []
  })
}

/** A site as an owner writes it: with or without `https://`, `www.` and what follows. Undefined where it is none. */
export function siteOf(text: string): string | undefined {
  const host = getHostname(text.trim().toLowerCase())
  return host?.includes('.') ? host.replace(/^www\./, '') : undefined
}

/** Whether a host is one of these sites, or of their parts. */
export function isOf(host: string, sites: readonly string[]): boolean {
  return sites.some((site) => host === site || host.endsWith(`.${site}`))
}

export function isShortener(host: string): boolean {
  return isOf(host, SHORTENERS)
}
