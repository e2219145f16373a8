import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'

/** A new identifier: unique, and sorting after those made before (UUIDv7, RFC 9562). */
export function newId(): string {
  return uuidv7()
}

/** An identifier made from a name (UUIDv8, RFC 9562): whoever makes it again makes the same. */
export function namedId(name: string): string {
  return asId(digestOf(name), 8)
}

/** As `namedId`, made from one of `newId` and a name, so that `unpairedId` gets that one back from it. */
export function pairedId(id: string, name: string): string {
  return asId(mixed(id, name), 8)
}

export function unpairedId(id: string, name: string): string {
  return asId(mixed(id, name), 7)
}

function mixed(id: string, name: string): string {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`) ^ BigInt(`0x${digestOf(name)}`)
  return bits.toString(16).padStart(32, '0')
}

function digestOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32)
}

/** Six of the 128 bits say which form an identifier has. */
function asId(hex: string, version: 7 | 8): string {
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
