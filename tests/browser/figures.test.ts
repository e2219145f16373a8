import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { randomRows, storeRows } from '../support/figures/random-rows.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let browser: Browser
let moderator: TestPerson
let author: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  const rows = randomRows(7, server.ctx.now())
  await storeRows(server.ctx.db, rows)
  moderator = await server.as('Vera Holm', { role: 'moderator' })
  author = await server.as('Ada Author')
  await server.grant(author, 'author', rows.stories[0]?.id)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

async function visit(person: TestPerson, path: string, sight?: Sight): Promise<Page> {
  const made = await visitConsole(browser, server, person, path, sight)
  complaints.push(made.complaints)
  return made.page
}

const perDay = (page: Page) => page.getByRole('region', { name: 'Comments per day' })
const figuresOf = (query: object) => moderator.call('GET /api/v1/figures', { query })
/** As they stand in the table of a screen reader, without the day. */
async function daysShown(page: Page): Promise<number[][]> {
  const rows = await perDay(page).locator('tbody tr').all()
  return Promise.all(rows.map(async (row) => (await row.getByRole('cell').allInnerTexts()).map(Number)))
}

test('a moderator reads the figures of a period in plots, tables and files, and against the period before', async () => {
  const page = await visit(moderator, '/console')
  await page.getByRole('link', { name: 'Figures' }).click()
  await page.getByRole('link', { name: '7 days', exact: true }).click()
  await page.getByLabel('Compare with the period before').check()
  const { period, before } = await figuresOf({ range: '7', compare: 'true' })
  await perDay(page).getByText(`before ${before?.comments.posted}`).waitFor()
  await perDay(page)
    .getByRole('img', { name: `Posted: ${period.comments.posted} together` })
    .waitFor()
  await perDay(page).getByText('These figures as a table, 7 days').click()
  expect(await daysShown(page)).toEqual(period.comments.days.map((day) => [day.posted, day.held, day.rejected]))

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download “Comments per day” as CSV' }).click(),
  ])
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect([file.suggestedFilename(), lines.length, lines[0]]).toEqual([
    'comments-per-day.csv',
    // The names, twice seven days, and nothing after the last end of a line.
    16,
    'date,posted,held,rejected',
  ])
  const last = period.comments.days.at(-1)
  expect(lines[14]).toBe([last?.date, last?.posted, last?.held, last?.rejected].join(','))
})

test('other days, a section and a story are kept in the address, for whoever opens it again', async () => {
  const page = await visit(moderator, '/console/figures')
  await page.getByLabel('Section').selectOption('Town')
  await page.getByRole('link', { name: 'Other days' }).click()
  const { today } = await figuresOf({})
  await page.getByLabel('First day').fill(today)
  await page.getByLabel('Last day').fill('2020-01-01')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('alert').getByText('Choose a first day and a last one that is not before it.').waitFor()
  const from = new Date(Date.parse(today) - 19 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('First day').fill(from)
  await page.getByLabel('Last day').fill(today)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect.poll(() => new URL(page.url()).search).toBe(`?range=days&from=${from}&to=${today}&section=Town`)
  await page.reload()
  const { period } = await figuresOf({ from, to: today, section: 'Town' })
  await perDay(page).getByText('These figures as a table, 20 days').click()
  expect(await daysShown(page)).toEqual(period.comments.days.map((day) => [day.posted, day.held, day.rejected]))
})

test('an author sees those of their own story', async () => {
  const page = await visit(author, '/console/figures')
  await expect.poll(() => page.getByLabel('Story').locator('option').allInnerTexts()).toEqual(['Story 0'])
  await perDay(page).getByRole('img', { name: 'Posted:' }).waitFor()
})

test.each([
  { width: 1280, height: 900, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
] satisfies Sight[])('no serious barrier, and nothing wider than the screen, at $width in $scheme', async (sight) => {
  const page = await visit(moderator, '/console/figures?range=90&compare', sight)
  await page.getByRole('table', { name: 'Cases by finding' }).waitFor()
  expect(await seriousBarriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(sight.width)
})
