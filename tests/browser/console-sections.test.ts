import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { beginStory } from '../../server/stories/begin-story.ts'
import { openBrowser } from '../support/browser.ts'
import { type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let browser: Browser
let server: TestServer
let owner: TestPerson
let sec: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  server = await startServer()
  owner = await server.as('Olive Owner', { role: 'owner' })
  sec = await server.as('Sam Section')
  for (const section of ['Harbour', 'Town'])
    await beginStory(server.ctx, { url: `https://news.example/${section}`, title: `News of ${section}`, section })
  browser = await openBrowser()
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

test('an owner makes somebody the moderator of one section, who then works on its stories alone', async () => {
  const people = await visit(owner, '/console/people', { width: 390, height: 844 })
  await people.getByRole('button', { name: 'Change the roles of Sam Section' }).click()
  const form = people.getByRole('form', { name: 'Roles of Sam Section' })
  await form.getByRole('checkbox', { name: /^Moderator/ }).check()
  const where = form.getByRole('group', { name: 'Where Moderator holds' })
  await where.getByLabel('Some sections only').check()
  expect(await form.getByRole('button', { name: 'Save roles' }).isDisabled()).toBe(true)
  await where.getByLabel('Harbour').check()
  expect(await seriousBarriers(people)).toEqual([])
  expect(await people.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await form.getByRole('button', { name: 'Save roles' }).click()
  await people.getByText('Moderator of Harbour', { exact: true }).waitFor()
  const { person } = await sec.call('GET /api/v1/me')
  expect(person).toMatchObject({ role: 'reader', sections: ['Harbour'] })

  const desk = await visit(sec, '/console/pauses/new')
  await desk.getByLabel('A section', { exact: false }).check()
  expect(await desk.getByLabel('Whole site').count()).toBe(0)
  await desk.getByLabel('Which section').waitFor()
  await expect.poll(() => desk.getByLabel('Which section').innerText()).toContain('Harbour')
  expect(await desk.getByLabel('Which section').innerText()).not.toContain('Town')

  const target = { scope: 'site' as const }
  const endsAt = new Date(server.ctx.now() + 3_600_000).toISOString()
  await owner.call('POST /api/v1/suspensions', {
    body: { target, mode: 'members', reasonCode: 'legal', reason: 'A court order reached us.', endsAt },
  })
  const story = await server.call('GET /api/v1/stories', { query: { search: 'Harbour' } })
  const harbour = await visit(sec, `/console/stories/${story.stories[0]!.id}`)
  await harbour.getByText('Moderators of the whole site change this.').waitFor()
  await harbour.getByRole('heading', { name: 'New update' }).waitFor()
  const other = await server.call('GET /api/v1/stories', { query: { search: 'Town' } })
  const town = await visit(sec, `/console/stories/${other.stories[0]!.id}`)
  await town.getByText('Moderators pause and reopen commenting.').waitFor()
})

test('whoever is no moderator any more has nothing left of it on an open page, and is told', async () => {
  const mara = await server.as('Mara Section')
  const grant = (grants: { role: 'moderator'; storyId: null; section: string }[]) =>
    owner.call('PUT /api/v1/people/:id/grants', { params: { id: mara.id }, body: { grants } })
  await grant([{ role: 'moderator', storyId: null, section: 'Harbour' }])
  const page = await visit(mara, '/console')
  await page.getByRole('link', { name: /^To be checked/ }).waitFor()
  await grant([])
  await page.getByRole('heading', { name: 'This is where moderators and authors work' }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
})
