import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runDeliveries } from '../../server/outgoing/run-deliveries.ts'
import { openBrowser } from '../support/browser.ts'
import { type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let browser: Browser
let server: TestServer
let owner: TestPerson
let receiver: Receiver
const complaints: string[][] = []
beforeAll(async () => {
  server = await startServer({ env: { PRIVATE_NETWORK: 'on' } })
  owner = await server.as('Olive Owner', { role: 'owner' })
  receiver = await openReceiver()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  receiver?.close()
  await server?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

async function visit(sight?: Sight): Promise<Page> {
  const made = await visitConsole(browser, server, owner, '/console/settings/webhooks', sight)
  complaints.push(made.complaints)
  return made.page
}

/** As the server does by itself. */
async function send() {
  const deliveries = runDeliveries(server.ctx)
  await deliveries.sendDue()
  await deliveries.close()
}

test('an owner makes a webhook, sees its secret once, tests it, and replays what could not be sent', async () => {
  const page = await visit()
  const hooks = page.getByRole('region', { name: 'Webhooks' })
  await hooks.getByText('There is no webhook.').waitFor()
  await hooks.getByRole('button', { name: 'New webhook' }).click()
  await hooks.getByLabel('Address', { exact: true }).fill(receiver.url)
  for (const event of ['comment.removed', 'story.begun']) await hooks.getByLabel(event).uncheck()
  expect(await hooks.getByLabel('comment.held').isChecked()).toBe(false)
  expect(await seriousBarriers(page)).toEqual([])
  await hooks.getByRole('button', { name: 'Make the webhook' }).click()
  const secret = await hooks.getByLabel('Secret of the webhook').inputValue()
  expect(secret).toMatch(/^whsec_/)
  await hooks.getByRole('button', { name: 'I have put it away' }).click()
  expect(await page.content()).not.toContain(secret)

  await hooks.getByRole('button', { name: `Show the webhook to ${receiver.url}` }).click()
  await hooks.getByText('Nothing has been sent yet.').waitFor()
  await hooks.getByRole('button', { name: 'Send a test' }).click()
  await hooks.getByText('The test has arrived: its receiver answered 204.').waitFor()
  expect(receiver.verified(secret).type).toBe('webhook.test')
  await hooks.getByRole('row', { name: /webhook\.test.*Arrived.*204/ }).waitFor()

  receiver.reply = { status: 410, body: 'moved out' }
  const reader = await server.as('Ann')
  const params = { id: await server.story() }
  await reader.call('POST /api/v1/stories/:id/comments', { params, body: { body: 'A word.' } })
  await send()
  await hooks.getByRole('button', { name: 'Look again' }).click()
  await hooks.getByText('Its receiver answered 410', { exact: false }).waitFor()
  await hooks.getByText('Dead letters', { exact: true }).click()
  await hooks.getByRole('row', { name: /comment\.posted.*Dead letter.*410 moved out/ }).waitFor()
  expect(await seriousBarriers(page)).toEqual([])

  receiver.reply = { status: 204 }
  await hooks.getByRole('button', { name: 'Switch on again' }).click()
  await hooks.getByText('On', { exact: true }).waitFor()
  await hooks.getByRole('button', { name: 'Replay comment.posted' }).click()
  await page.getByText('1 dead letter is sent once more.').waitFor()
  await send()
  expect(receiver.verified(secret, -1).type).toBe('comment.posted')
  await hooks.getByText('There is no dead letter.').waitFor()
})

test('it is paused, given a new secret and deleted, also on a phone', async () => {
  const page = await visit({ width: 390, height: 844 })
  const hooks = page.getByRole('region', { name: 'Webhooks' })
  await hooks.getByRole('button', { name: `Show the webhook to ${receiver.url}` }).click()
  await hooks.getByRole('button', { name: 'Pause' }).click()
  await hooks.getByText('What happens is kept', { exact: false }).waitFor()
  await hooks.getByRole('button', { name: 'Resume' }).click()
  await hooks.getByRole('button', { name: 'New secret' }).click()
  await hooks.getByRole('button', { name: 'Make a new secret' }).click()
  const secret = await hooks.getByLabel('Secret of the webhook').inputValue()
  await hooks.getByText('The secret before signs as well until', { exact: false }).waitFor()
  await hooks.getByRole('button', { name: 'Send a test' }).click()
  await hooks.getByText('The test has arrived', { exact: false }).waitFor()
  expect(receiver.verified(secret, -1).type).toBe('webhook.test')
  expect(await seriousBarriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)

  await hooks.getByRole('button', { name: 'Change' }).click()
  await hooks.getByLabel('Address', { exact: true }).fill('https://169.254.169.254/')
  await hooks.getByRole('button', { name: 'Save the webhook' }).click()
  await hooks.getByRole('alert').getByText('Give a public address').waitFor()
  await hooks.getByRole('button', { name: 'Cancel' }).click()
  await hooks.getByRole('button', { name: 'Delete', exact: true }).click()
  await hooks.getByRole('button', { name: 'Delete the webhook' }).click()
  await hooks.getByText('There is no webhook.').waitFor()
  expect((await owner.call('GET /api/v1/webhooks')).webhooks).toEqual([])
})
