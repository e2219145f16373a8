import { expect, it } from 'vitest'
import { digestTimes } from '../../server/notices/letters/digest-times.ts'

const at = (iso: string) => Date.parse(iso)

it.each([
  // Berlin: summer time began on 29 March 2026 at 02:00 and ended on 25 October at 03:00.
  ['Europe/Berlin', '2026-03-28T12:00Z', '2026-03-28T06:00Z', '2026-03-29T05:00Z'],
  ['Europe/Berlin', '2026-03-29T05:00Z', '2026-03-29T05:00Z', '2026-03-30T05:00Z'],
  ['Europe/Berlin', '2026-10-25T05:59Z', '2026-10-24T05:00Z', '2026-10-25T06:00Z'],
  ['Asia/Kolkata', '2026-11-27T01:29Z', '2026-11-26T01:30Z', '2026-11-27T01:30Z'],
  ['Pacific/Auckland', '2026-11-26T18:00Z', '2026-11-26T18:00Z', '2026-11-27T18:00Z'],
  ['UTC', '2026-12-31T23:00Z', '2026-12-31T07:00Z', '2027-01-01T07:00Z'],
  // Samoa left out 30 December 2011.
  ['Pacific/Apia', '2011-12-30T09:00Z', '2011-12-29T17:00Z', '2011-12-30T17:00Z'],
])('in %s at %s the last digest was at %s, the next is at %s', (zone, now, last, next) => {
  expect(digestTimes(at(now), zone)).toEqual({ last: at(last), next: at(next) })
})
