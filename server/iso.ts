/** Epoch ms to ISO 8601, UTC. */
export function iso(time: number): string {
  return new Date(time).toISOString()
}

/** As `iso`; a time that is not set stays null. */
export function isoOrNull(time: number | null): string | null {
  return time === null ? null : iso(time)
}
