import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The worst of what axe finds in a thread, with where. */
export async function barriers(page: Page): Promise<string[]> {
  const found = await findings(page)
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ words }) => words)
}

/** All that axe finds in a thread, down to the least, with where. */
export async function allBarriers(page: Page): Promise<string[]> {
  return (await findings(page)).map(({ words }) => words)
}

async function findings(page: Page): Promise<{ impact: string; words: string }[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(of: object): Promise<{ violations: Violation[] }> } }
    interface Violation {
      id: string
      impact: string
      nodes: { target: unknown[] }[]
    }
    const { violations } = await axe.run({ include: ['afterword-thread, afterword-updates'] })
    return violations.map(({ id, impact, nodes }) => ({
      impact,
      words: `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    }))
  })
}
