import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

const PUBLIC_V6 = ipaddr.IPv6.parseCIDR('2000::/3')
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
/** Public by its number, but the inner service of a cloud: Azure's machines ask it for their settings. */
const METADATA = ['168.63.129.16']

/**
 * Whether an IP address is one of the open Internet: unicast, and neither private, of this machine, of its link, of a
 * cloud's inner services, nor reserved. IPv4 inside IPv6 counts as what it is inside; the tunnels of old (6to4, Teredo)
 * lead nowhere any more and are not public. What is no IP address is not public either.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast' && !METADATA.includes(parsed.toString())
  if (parsed.match(NAT64)) return isPublicAddress(parsed.toByteArray().slice(-4).join('.'))
  return parsed.range() === 'unicast' && parsed.match(PUBLIC_V6)
}
