import { existsSync } from 'node:fs'
import chromiumOfNpm from '@sparticuz/chromium'
import { type Browser, chromium, type Page } from 'playwright-core'

const installed = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The sandbox needs a kernel feature that containers and root often lack; the pages are our own. The rest is quiet. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A headless Chromium: CHROMIUM_PATH if set, else one that is installed, else the one that came with npm (Linux on
 * x86-64).
 */
export async function openBrowser(): Promise<Browser> {
  const found = installed.find((path) => path && existsSync(path))
  try {
    if (found) return await chromium.launch({ executablePath: found, args: flags })
    const executablePath = await chromiumOfNpm.executablePath()
    return await chromium.launch({ executablePath, args: flags })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : error
    throw new Error(`No browser for the tests: install Chromium or Chrome, or name one in CHROMIUM_PATH. (${reason})`)
  }
}

/** Collects what a page complains of, but for refusals that it handles. A test that ends with any has failed. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  return complaints
}
