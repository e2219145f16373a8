import type { Settings } from '../sites/settings.ts'

export interface Recent {
  comments: number
  flags: number
  rejections: number
}

export const HOUR_MS = 60 * 60 * 1000
/** A story that was paused by itself is not paused by itself again so soon: by then a moderator has looked. */
export const COOL_DOWN_MS = 6 * HOUR_MS

const kinds = ['flags', 'rejections', 'comments'] as const

/** The limits that the last hour of a story has reached. */
export function limitsReached(recent: Recent, limits: Settings['heat']): (keyof Recent)[] {
  return kinds.filter((kind) => recent[kind] >= limits[kind])
}

/** How near a story is to its limits: 1 is at one of them. */
export function heatOf(recent: Recent, limits: Settings['heat']): number {
  return Math.max(...kinds.map((kind) => recent[kind] / limits[kind]))
}
