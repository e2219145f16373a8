import type { Response } from 'express'
import { minidenticon } from 'minidenticons'

const YEAR_SECONDS = 365 * 24 * 60 * 60
/** Readable on the paper of both colour schemes. */
const SATURATION = 45
const LIGHTNESS = 50

/** Path of the picture of whoever has this id. */
export function avatarPath(personId: string): string {
  return `/avatars/${personId}.svg`
}

/**
 * Sends the picture that belongs to an id. It is worked out from the id alone: nothing is looked up, so it tells nothing
 * about anybody, not even whether there is such a person. Shown on other sites, which is what it is for.
 */
export function sendAvatar(res: Response, id: string): void {
  res.setHeader('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`)
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  res.type('svg').send(minidenticon(id, SATURATION, LIGHTNESS))
}
