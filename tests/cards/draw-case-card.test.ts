import { Renderer } from '@takumi-rs/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { caseCardKey, drawCaseCard } from '../../server/pages/cards/draw-case-card.ts'
import { card } from './support.ts'

afterEach(() => vi.restoreAllMocks())

describe('the picture of a case', () => {
  it('is a PNG of 1200 × 630', async () => {
    const png = await drawCaseCard(card)
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(png.subarray(12, 16).toString('latin1')).toBe('IHDR')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
    expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND')
    expect(png.length).toBeLessThan(300_000)
  })

  it.each(Object.keys(card) as (keyof typeof card)[])('and its key change with %s', async (name) => {
    const other = { ...card, [name]: `${card[name]} 2` }
    expect(caseCardKey(other)).not.toBe(caseCardKey(card))
    expect((await drawCaseCard(other)).equals(await drawCaseCard(card))).toBe(false)
  })

  it('is drawn once for all who ask at the same time, and for those who come later', async () => {
    const render = vi.spyOn(Renderer.prototype, 'render')
    const asked = { ...card, reference: 'MR-2026-0100' }
    const all = await Promise.all(Array.from({ length: 20 }, () => drawCaseCard({ ...asked })))
    expect(new Set([...all, await drawCaseCard(asked)]).size).toBe(1)
    expect(render).toHaveBeenCalledTimes(1)
  })

  it('is drawn after the one before it is done', async () => {
    const original = Renderer.prototype.render
    let running = 0
    let most = 0
    vi.spyOn(Renderer.prototype, 'render').mockImplementation(async function (this: Renderer, ...args) {
      most = Math.max(most, ++running)
      const png = await original.apply(this, args)
      running -= 1
      return png
    })
    const many = Array.from({ length: 8 }, (_, index) => ({ ...card, reference: `MR-2026-02${index}0` }))
    const pictures = await Promise.all(many.map(drawCaseCard))
    expect(new Set(pictures.map((png) => png.toString('base64'))).size).toBe(8)
    expect(most).toBe(1)
  })

  it('is tried again after it could not be drawn, and holds up no other', async () => {
    vi.spyOn(Renderer.prototype, 'render').mockRejectedValueOnce(new Error('no memory'))
    const failing = { ...card, reference: 'MR-2026-0300' }
    const [first, next] = await Promise.allSettled([
      drawCaseCard(failing),
      drawCaseCard({ ...card, reference: 'MR-2026-0301' }),
    ])
    expect(first).toMatchObject({ status: 'rejected', reason: new Error('no memory') })
    expect(next.status).toBe('fulfilled')
    expect((await drawCaseCard(failing)).length).toBeGreaterThan(1000)
  })
})
