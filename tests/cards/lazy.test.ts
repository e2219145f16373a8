import { expect, it, vi } from 'vitest'
import { card } from './support.ts'

const loaded = vi.hoisted(() => [] as string[])
vi.mock('@takumi-rs/core', (original) => {
  loaded.push('drawing')
  return original()
})
vi.mock('fontkitten', (original) => {
  loaded.push('fonts')
  return original()
})

it('loads the drawing library with the first card, not with the server', async () => {
  const { drawCaseCard } = await import('../../server/pages/cards/draw-case-card.ts')
  expect(loaded).toEqual([])
  await drawCaseCard(card)
  expect(loaded.sort()).toEqual(['drawing', 'fonts'])
})
