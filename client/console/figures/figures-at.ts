import type { FiguresQuery } from '../shapes.ts'

/** The ranges in the order of their tabs; `days` are those named in the address. */
export const RANGES = ['7', '30', '90', 'month', 'last_month', 'days'] as const

/** What figures are of. */
export interface FiguresAt {
  range: (typeof RANGES)[number]
  /** Of `days`: the first and the last, as `2026-11-22`; empty until they are chosen. */
  from: string
  to: string
  /** Empty for all. */
  section: string
  storyId: string
  compare: boolean
}

export const USUAL_FIGURES: FiguresAt = { range: '30', from: '', to: '', section: '', storyId: '', compare: false }

/** Reads what figures are asked for from the parameters of an address. */
export function figuresAtOf(asked: URLSearchParams): FiguresAt {
  const of = (name: string) => asked.get(name) ?? ''
  return {
    range: RANGES.find((range) => range === asked.get('range')) ?? '30',
    ...{ from: of('from'), to: of('to'), section: of('section'), storyId: of('story') },
    compare: asked.has('compare'),
  }
}

/** The parameters of an address that are read so. */
export function figuresParameters({ range, from, to, section, storyId, compare }: FiguresAt): string {
  const asked = new URLSearchParams({
    ...(range !== '30' && { range }),
    ...(range === 'days' && { from, to }),
    ...(section && { section }),
    ...(storyId && { story: storyId }),
    ...(compare && { compare: '' }),
  })
  return asked.size > 0 ? `?${asked}` : ''
}

/** What is asked of the server; null while days are still to be chosen. */
export function figuresQuery({ range, from, to, section, storyId, compare }: FiguresAt): FiguresQuery | null {
  const rest = { ...(section && { section }), ...(storyId && { storyId }), ...(compare && { compare: 'true' }) }
  if (range !== 'days') return { range, ...rest }
  return from && to ? { from, to, ...rest } : null
}
