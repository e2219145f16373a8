import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'

// What every request that this server makes to an address somebody typed goes through.

/** An address that is not to be asked. */
export class NotPublic extends Error {
  override name = 'NotPublic'
}

/** What may be asked. */
export interface Limits {
  /** Any port unless given. */
  ports?: readonly number[]
  /** Whether an IP address may be connected to. */
  isPublic: (address: string) => boolean
  /** Whether names that can have no public address are asked for as well. */
  allowsInner?: boolean
}

/** @throws NotPublic where an address is not to be asked; of names, only those that can have no public address. */
export function mayAsk(address: string, { ports, isPublic, allowsInner = false }: Limits): URL {
  if (!URL.canParse(address)) throw new NotPublic()
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new NotPublic()
  if (ports && !ports.includes(Number(url.port || (url.protocol === 'https:' ? 443 : 80)))) throw new NotPublic()
  url.hostname = url.hostname.replace(/\.+$/, '')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isInner = !/\../.test(host) || INNER.test(host)
  if (isIP(host) ? !isPublic(host) : isInner && !allowsInner) throw new NotPublic()
  return url
}

/** Names that are never public, and are not even asked for. */
const INNER = /\.(?:localhost|local|internal|onion|home\.arpa)$/

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
