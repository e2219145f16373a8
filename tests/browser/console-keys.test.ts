import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let browser: Browser
let owner: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  owner = await server.as('Olive Owner', { role: 'owner' })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

async function visit(sight?: Sight): Promise<Page> {
  const made = await visitConsole(browser, server, owner, '/console/settings/keys', sight)
  complaints.push(made.complaints)
  return made.page
}

/** What the server says to a request with the key. */
async function tryKey(key: string): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/stories/${await server.story()}/text`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ html: '<p>Sent with a key.</p>' }),
  })
  return answer.status
}

test('the owner makes a key, which is shown once, and revokes it', async () => {
  const page = await visit()
  const keys = page.getByRole('region', { name: 'Keys for your own systems' })
  await keys.getByText('There is no key.').waitFor()
  await keys.getByLabel('Name of a new key').fill('Our WordPress')
  await keys.getByRole('button', { name: 'Make a key' }).click()
  const key = await keys.getByLabel('The key “Our WordPress”').inputValue()
  expect(await tryKey(key)).toBe(200)
  expect(await seriousBarriers(page)).toEqual([])
  await keys.getByRole('button', { name: 'I have put it away' }).click()
  expect(await page.content()).not.toContain(key)
  await page.reload()
  await keys.getByText('Our WordPress', { exact: true }).waitFor()
  expect(await page.content()).not.toContain(key)

  await keys.getByRole('button', { name: 'Revoke the key Our WordPress' }).click()
  expect(await tryKey(key)).toBe(200)
  expect(await seriousBarriers(page)).toEqual([])
  await keys.getByRole('button', { name: 'Revoke the key', exact: true }).click()
  await keys.getByText('There is no key.').waitFor()
  expect(await tryKey(key)).toBe(401)
})
