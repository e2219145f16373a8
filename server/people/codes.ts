import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { hashToken } from './tokens.ts'

/** What every app for codes understands: SHA-1, six figures, half a minute (RFC 6238 and the key URI format). */
const PERIOD = 30
const shape = { algorithm: 'SHA1', digits: 6, period: PERIOD } as const

/** 160 bits, as RFC 4226 recommends, in Base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What a QR code holds for the app. */
export function keyUri(secret: string, { site, label }: { site: string; label: string }): string {
  // A colon parts the two in the address, so neither may have one.
  const plain = (text: string) => text.replaceAll(':', ' ')
  return new TOTP({ ...shape, issuer: plain(site), label: plain(label), secret: Secret.fromBase32(secret) }).toString()
}

/**
 * The half minute, counted from the epoch, whose code this is: the present one, or the one before or after it, since
 * clocks differ. Null if it is none of theirs.
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = TOTP.validate({ ...shape, token: code, secret: Secret.fromBase32(secret), timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta
}

/** What people may put between figures and letters of a code. */
export function plainCode(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase()
}

/** Without letters and figures that look alike. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 16
const COUNT = 10

/** Ten codes of 80 bits, in groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
    return letters.replace(/.{4}(?!$)/g, '$&-')
  })
}

export function isRecoveryCode(plain: string): boolean {
  return plain.length === LENGTH
}

/** @param plain as `plainCode` leaves it. */
export function hashRecoveryCode(personId: string, plain: string): string {
  return hashToken(`${personId}:${plain}`)
}
