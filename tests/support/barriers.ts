import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const THREAD = 'afterword-thread, afterword-updates'

/** The worst of what axe finds in a thread, or in another part of a page, with where. */
export async function barriers(page: Page, within = THREAD): Promise<string[]> {
  const found = await findings(page, within)
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ words }) => words)
}

/** All that axe finds in a thread, down to the least, with where. */
export async function allBarriers(page: Page): Promise<string[]> {
  return (await findings(page, THREAD)).map(({ words }) => words)
}

async function findings(page: Page, within: string): Promise<{ impact: string; words: string }[]> {
  await page.evaluate(axe)
  return page.evaluate(async (include) => {
    const { axe } = window as unknown as { axe: { run(of: object): Promise<{ violations: Violation[] }> } }
    interface Violation {
      id: string
      impact: string
      nodes: { target: unknown[] }[]
    }
    const { violations } = await axe.run({ include: [include] })
    return violations.map(({ id, impact, nodes }) => ({
      impact,
      words: `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    }))
  }, within)
}
