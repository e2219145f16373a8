import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { isPublicAddress } from './public-address.ts'

/** What asking an address has shown. */
export interface LinkState {
  /**
   * `alive`: something answers there, be it a page that asks for signing in. `gone`: the site says there is no such
   * page (404, 410). `unreachable`: no answer in time, a failing or overloaded site, too many redirects: ask again
   * another day. `refused`: not asked, since it is, or leads to, no address of the open Internet.
   */
  state: 'alive' | 'gone' | 'unreachable' | 'refused'
  /** The HTTP status of the last answer; null where there was none. */
  status: number | null
  /** The address that gave it, after redirects. */
  finalUrl: string | null
}

export interface LinkCheckOptions {
  /** Who asks, in printable ASCII. */
  userAgent: string
  /** For everything together: names, connections, redirects. 5,000 unless said. */
  timeoutMs?: number
  /** Ports that may be asked; 80 and 443 unless said. */
  ports?: readonly number[]
  /** The IP addresses of a name. */
  resolve?: (host: string) => Promise<string[]>
  /** Whether an IP address may be connected to. */
  isPublic?: (address: string) => boolean
}

const MAX_REDIRECTS = 3
const REDIRECTS = [301, 302, 303, 307, 308]
/** Answers to HEAD that many sites give though GET finds the page. */
const DOUBTFUL = [400, 403, 404, 405, 501]

/**
 * Asks whether a link still answers. Only to be called where the owner allows it.
 *
 * It connects to public addresses alone: each name is resolved once for each connection, which is then made to the
 * very addresses that were checked, so a name that changes its mind gains nothing; a name with any other address among
 * its own is refused whole. Redirects, three at most, are checked like the first address. It sends no cookies, no
 * credentials and no referrer, uses no proxy, reads no body, and logs nothing. Whatever the address or the other side
 * does, it answers with a state.
 */
export async function checkLink(url: string, options: LinkCheckOptions): Promise<LinkState> {
  const { timeoutMs = 5_000, resolve = publicDns, isPublic = isPublicAddress, ports = [80, 443] } = options
  const agent = new Agent({
    connect: { lookup: lookupOf(resolve, isPublic), timeout: timeoutMs },
    maxHeaderSize: 16_384,
  })
  const limits = { ports, isPublic }
  const asking = { agent, userAgent: options.userAgent, signal: AbortSignal.timeout(timeoutMs) }
  try {
    return await follow(mayAsk(url, limits), asking, limits)
  } catch (error) {
    return { state: error instanceof NotPublic ? 'refused' : 'unreachable', status: null, finalUrl: null }
  } finally {
    await agent.destroy()
  }
}

class NotPublic extends Error {}

type Limits = Required<Pick<LinkCheckOptions, 'ports' | 'isPublic'>>

/** @throws NotPublic where an address is not to be asked; of names, only those that can have no public address. */
export function mayAsk(address: string, { ports, isPublic }: Limits): URL {
  if (!URL.canParse(address)) throw new NotPublic()
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new NotPublic()
  if (!ports.includes(Number(url.port || (url.protocol === 'https:' ? 443 : 80)))) throw new NotPublic()
  url.hostname = url.hostname.replace(/\.+$/, '')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) ? !isPublic(host) : !/\../.test(host) || INNER.test(host)) throw new NotPublic()
  return url
}

/** Names that are never public, and are not even asked for. */
const INNER = /\.(?:localhost|local|internal|onion|home\.arpa)$/

interface Asking {
  agent: Agent
  userAgent: string
  signal: AbortSignal
}

async function follow(first: URL, asking: Asking, limits: Limits): Promise<LinkState> {
  let at = first
  for (let redirects = 0; ; redirects++) {
    const { status, location } = await answerOf(at, asking)
    const answered = { status, finalUrl: at.href }
    if (!REDIRECTS.includes(status) || location === undefined) return { state: stateOf(status), ...answered }
    if (redirects === MAX_REDIRECTS || !URL.canParse(location, at)) return { state: 'unreachable', ...answered }
    at = mayAsk(new URL(location, at).href, limits)
  }
}

function stateOf(status: number): LinkState['state'] {
  if (status === 404 || status === 410) return 'gone'
  return status >= 500 || status === 408 || status === 429 ? 'unreachable' : 'alive'
}

interface Answer {
  status: number
  location: string | undefined
}

async function answerOf(url: URL, asking: Asking): Promise<Answer> {
  const head = await ask('HEAD', url, asking)
  return DOUBTFUL.includes(head.status) ? ask('GET', url, asking) : head
}

async function ask(method: 'HEAD' | 'GET', url: URL, { agent, userAgent, signal }: Asking): Promise<Answer> {
  const headers = { 'user-agent': userAgent, accept: '*/*' }
  const { statusCode, headers: answered, body } = await request(url, { method, headers, signal, dispatcher: agent })
  // The status is all that is wanted. Ending a body early counts as its error, which is expected.
  body.on('error', () => undefined).destroy()
  const location = answered.location
  return { status: statusCode, location: Array.isArray(location) ? location[0] : location }
}

/** Resolves for the connection that is about to be made, and hands over nothing that was not checked. */
export function lookupOf(
  resolve: (host: string) => Promise<string[]>,
  isPublic: (address: string) => boolean,
): LookupFunction {
  const addresses = async (host: string) => {
    const found = await resolve(host)
    if (!found.every(isPublic)) throw new NotPublic()
    return found.map((address) => ({ address, family: isIP(address) }))
  }
  return (host, { all }, done) => {
    addresses(host).then(
      ([first, ...others]) => {
        if (first === undefined) done(new Error('the name has no address'), '')
        else if (all) done(null, [first, ...others])
        else done(null, first.address, first.family)
      },
      (error) => done(error, ''),
    )
  }
}

/** Asks name servers, without the threads of the machine's own look-up: a slow one would hold up other work. */
export async function publicDns(host: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}
