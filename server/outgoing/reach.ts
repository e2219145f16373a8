import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import { Agent } from 'undici'
import { lookupOf, mayAsk, NotPublic, publicDns } from '../outside/guarded-connection.ts'
import { isPublicAddress } from '../outside/public-address.ts'

/** How far this server goes to addresses that an owner typed. */
export interface Reach {
  /** Whether plain http and addresses that are not of the open Internet may be asked: the setting PRIVATE_NETWORK. */
  allowsPrivate: boolean
  /** The IP addresses of a name. */
  resolve?: (host: string) => Promise<string[]>
}

/**
 * An address within reach; of names, what they lead to shows when a connection is made.
 * @throws NotPublic
 */
export function requireReach(url: string, { allowsPrivate }: Reach): URL {
  const isPublic = allowsPrivate ? isReachable : isPublicAddress
  const address = mayAsk(url, { isPublic, allowsInner: allowsPrivate })
  if (address.protocol !== 'https:' && !allowsPrivate) throw new NotPublic()
  return address
}

/** Whether `url` is an address that would be asked at all. */
export function isInReach(url: string, reach: Reach): boolean {
  try {
    requireReach(url, reach)
    return true
  } catch {
    return false
  }
}

/** What is said of an address out of reach where somebody may know of the setting. */
export const OUT_OF_REACH =
  'Give a public address that begins with https://. With the setting PRIVATE_NETWORK on, addresses of your own network are asked too, link-local ones never.'

/**
 * Makes connections within reach and keeps them for the next request: each name is resolved once for each connection,
 * which is made to the very addresses that were checked. It follows no redirect and uses no proxy.
 */
export function agentInReach({ allowsPrivate, resolve }: Reach, timeoutMs: number): Agent {
  const isPublic = allowsPrivate ? isReachable : isPublicAddress
  const resolved = resolve ?? (allowsPrivate ? ownDns : publicDns)
  return new Agent({
    connect: { lookup: lookupOf(resolved, isPublic), timeout: timeoutMs },
    maxHeaderSize: 16_384,
    connections: 16,
  })
}

/** Own networks too, but never the link itself: there clouds keep the keys of their machines. */
function isReachable(address: string): boolean {
  if (isPublicAddress(address)) return true
  return ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'].includes(ipaddr.process(address).range())
}

/** Names of one's own network may stand in a file of this machine only. */
async function ownDns(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address)
}
