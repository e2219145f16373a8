import { getDomain } from 'tldts'
import { isTracking } from '../stories/rules.ts'
import { desktopHost, knownPost } from './sites/rules.ts'

/** Characters of an address, as given and as kept. A unique index of PostgreSQL takes no more than 2,700 bytes. */
const MAX_URL = 2_000

/**
 * Where a post stands, in one spelling.
 *
 * @returns `url` is where people are sent: the address as given, without what only tells how somebody came there, or
 * the usual one of a known site. `key` is the same for all spellings of the address and differs for different posts;
 * it is not an address. `host` is for people to read: without `www.`, a port only where it is unusual, and other
 * scripts as `xn--`, so that no letter looks like another.
 *
 * Nothing for what is no address of a public page: other schemes than HTTP, names or passwords in it, hosts without a
 * dot, bare IP addresses, more than 2,000 characters. Asked for its own `url`, it answers the same.
 */
export function canonicalPostUrl(input: string): { url: string; key: string; host: string } | undefined {
  const given = input.trim()
  if (given.length > MAX_URL || !URL.canParse(given)) return undefined
  const url = new URL(given)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined
  url.hostname = desktopHost(url.hostname.replace(/\.+$/, ''))
  if (!isName(url.hostname)) return undefined
  // What follows `#!` is the address on sites that drew their pages by script; other fragments are places in a page.
  if (!/^#!\/*[^/]/.test(url.hash)) url.hash = ''

  const inside = ampOriginal(url)
  const original = inside === undefined ? undefined : canonicalPostUrl(inside)
  if (original) return original

  const { url: address, key } = post(url)
  if (address.length > MAX_URL || key.length > MAX_URL) return undefined
  return { url: address, key, host: hostOf(new URL(address)) }
}

function post(url: URL): { url: string; key: string } {
  const known = knownPost(url)
  const address = known?.url ?? sentTo(url)
  return { url: address, key: known?.key ?? keyOf(new URL(address)) }
}

/** Whether a host is a name that others may know; URLs have brought every spelling of an IP address to one form by now. */
function isName(host: string): boolean {
  return /^[^.[\]]+(?:\.[^.[\]]+)+$/.test(host) && !/^[\d.]+$|\.localhost$/.test(host)
}

/** The address of which Google keeps a copy: it stands in the path of the copy's. */
function ampOriginal(url: URL): string | undefined {
  const path = /^(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}$/.test(url.hostname)
    ? /^\/amp\/(s\/)?(.+)$/.exec(url.pathname)
    : /\.cdn\.ampproject\.org$/.test(url.hostname)
      ? /^\/[cv]\/(s\/)?(.+)$/.exec(url.pathname)
      : null
  if (!path) return undefined
  const query = queryOf(url, (name) => !/^(?:amp_\w+|usqp)$/.test(name))
  return `http${path[1] === undefined ? '' : 's'}://${path[2]}${query}`
}

/** The address as given but for tracking and an empty query; order and encoding are left to the site. */
function sentTo(url: URL): string {
  const sent = new URL(url)
  sent.search = queryOf(url, (name) => !isTracking(name))
  return sent.href
}

/** The query with those of its parameters that are kept, as they are written. */
function queryOf(url: URL, isKept: (name: string) => boolean): string {
  const parts = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && isKept([...new URLSearchParams(part).keys()][0] ?? ''))
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

function keyOf(url: URL): string {
  const params = new URLSearchParams(queryOf(url, (name) => !isTracking(name)))
  for (const [name, value] of [...params]) if (isAmp(name, value)) params.delete(name, value)
  params.sort()
  const query = params.size > 0 ? `?${params}` : ''
  const bang = url.hash === '' ? '' : `#!${spelt(url.hash.slice(2)).replace(/\/+$/, '')}`
  return hostOf(url) + pathKey(url.pathname) + query + bang
}

/** The host without what only says for which screen, as long as what remains belongs to the same owner. */
function hostOf({ hostname, port }: URL): string {
  return withoutScreen(hostname) + (port === '' ? '' : `:${port}`)
}

function withoutScreen(host: string): string {
  const shorter = host.replace(/^(?:www|m|mobile|amp)\./, '')
  return shorter !== host && ownerOf(shorter) === ownerOf(host) ? withoutScreen(shorter) : host
}

/** Who a host belongs to. Under `github.io` and the like each name has an owner of its own. */
function ownerOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host
}

/** Trailing slashes part no pages; neither does `/amp` after what looks like the name of an article. */
function pathKey(path: string): string {
  const whole = spelt(path).replace(/\/+$/, '')
  const [, article = '', ending = ''] = /^(.*?)(?:\/amp|\.amp(\.html)?)$/.exec(whole) ?? []
  return /[-\d]/.test(article.slice(article.lastIndexOf('/'))) ? article + ending : whole
}

function isAmp(name: string, value: string): boolean {
  return name === 'amp' ? ['', '1', 'true'].includes(value) : name.toLowerCase() === 'outputtype' && value === 'amp'
}

/** One spelling for all ways to encode the same text, segment by segment. What is not UTF-8 keeps its bytes. */
function spelt(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      try {
        return encodeURIComponent(decodeURIComponent(segment).normalize('NFC')).replace(PLAIN, decodeURIComponent)
      } catch {
        return segment.replace(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase())
      }
    })
    .join('/')
}

/** What may stand in a path as it is, so that keys do not grow. */
const PLAIN = /%(?:21|24|26|27|28|29|2A|2B|2C|3A|3B|3D|40)/g
