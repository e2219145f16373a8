import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { seriousBarriers, visitConsole } from '../support/console.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let browser: Browser
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})
afterAll(() => Promise.all([browser?.close(), server?.close()]))

test('an owner erases a guest, and says what becomes of the comments', async () => {
  const owner = await server.as('Olive Owner', { role: 'owner' })
  const { settings } = await owner.call('GET /api/v1/site')
  await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, guests: 'name' } } })
  const { token, person } = await server.call('POST /api/v1/sessions/guest', { body: { name: 'Gwen Passing' } })
  const id = await server.story()
  await fetch(`${server.url}/api/v1/stories/${id}/comments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ body: 'My words.' }),
  })
  const { page, complaints } = await visitConsole(browser, server, owner, `/console/people/${person.id}`)
  await page.getByRole('button', { name: 'Erase this guest' }).press('Enter')
  expect(await seriousBarriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  // Focus comes back to what opened the form.
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Erase', exact: true }).click()
  await page.getByText('Choose what becomes of their comments.').waitFor()
  await page.getByRole('radio', { name: 'Stay, without the name' }).check()
  await page.getByRole('button', { name: 'Erase', exact: true }).click()
  await page.getByText('Gwen Passing is being erased.').waitFor()
  await server.jobs.runDue()
  const { comments } = await server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
  expect(comments.map(({ author, html }) => [author?.name, html])).toEqual([['Former reader', '<p>My words.</p>']])
  expect(complaints).toEqual([])
})
