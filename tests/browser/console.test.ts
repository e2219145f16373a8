import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { flaggedComment, type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let browser: Browser
let moderator: TestPerson
let owner: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  owner = await server.as('Olive Owner', { role: 'owner' })
  moderator = await server.as('Vera Holm', { role: 'moderator' })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

async function visit(person: TestPerson | null, path: string, sight?: Sight): Promise<Page> {
  const made = await visitConsole(browser, server, person, path, sight)
  complaints.push(made.complaints)
  return made.page
}

function commentingOf(storyId: string) {
  return server.call('GET /api/v1/stories/:id', { params: { id: storyId } }).then((story) => story.commenting)
}

/** Fills in the form that pauses a story, up to the list of its effects. */
async function writePause(page: Page, reason: string, until: string) {
  await page.getByRole('button', { name: 'Pause commenting' }).click()
  await page.getByLabel('Kind of reason').selectOption({ label: 'Heated discussion' })
  await page.getByLabel('Reason, in words readers will see').fill(reason)
  await page.getByRole('radio', { name: until }).check()
}

test('the signed-out are led to sign in, and readers without an office are told what this is', async () => {
  const stranger = await visit(null, '/console/stories')
  await expect
    .poll(() => stranger.getByRole('link', { name: 'Sign in' }).getAttribute('href'))
    .toBe('/sign-in?next=%2Fconsole%2Fstories')
  const reader = await visit(await server.as('Rob Reader'), '/console')
  await reader.getByText('You are signed in as Rob Reader, who is a reader here.').waitFor()
})

test('a moderator finds a story, pauses it with a reason and an end, and reopens it', async () => {
  const id = await server.story('harbour-heat')
  const page = await visit(moderator, '/console/stories')
  await page.getByRole('searchbox').fill('harbour-heat')
  await page.getByRole('link', { name: 'About the harbour-heat' }).click()
  await writePause(page, 'Please let the air clear for a little while.', '30 min')
  const preview = page.getByRole('region', { name: 'Paused' })
  await preview.getByText('Please let the air clear for a little while.').waitFor()
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByText('They cannot post, reply, edit or agree.').waitFor()
  await page.getByRole('button', { name: /^Pause until/ }).click()
  await page.getByRole('heading', { name: 'Commenting is paused' }).waitFor()

  const { mode, suspension } = await commentingOf(id)
  expect(mode).toBe('paused')
  expect(Date.parse(suspension?.endsAt ?? '') - Date.parse(suspension?.startsAt ?? '')).toBeGreaterThan(29 * 60_000)
  expect(suspension?.reason).toBe('Please let the air clear for a little while.')

  await page.getByRole('button', { name: 'Reopen now' }).click()
  await page.getByRole('button', { name: 'Reopen commenting' }).click()
  await page.getByRole('button', { name: 'Pause commenting' }).waitFor()
  expect((await commentingOf(id)).mode).toBe('open')
})

test('a pause is not sent without a kind, a reason and an end', async () => {
  const id = await server.story('no-reason')
  const page = await visit(moderator, `/console/stories/${id}`)
  await page.getByRole('button', { name: 'Pause commenting' }).click()
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByText('Choose the kind of reason.').waitFor()
  await page.getByText('Write at least 10 characters.').waitFor()
  await page.getByText('Choose a time, so that a pause cannot quietly last for ever.').waitFor()
  await page.getByRole('radio', { name: 'Other time' }).check()
  await page.getByLabel('Reopens at').fill('2020-01-01T10:00')
  await page.getByText('Choose a time that is still to come.').waitFor()
  expect((await commentingOf(id)).mode).toBe('open')
})

test('a moderator who pauses second is told, and keeps the words', async () => {
  const id = await server.story('two-pausers')
  const page = await visit(moderator, `/console/stories/${id}`)
  await writePause(page, 'My own careful sentence about it.', '1 hour')
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByRole('button', { name: /^Pause until/ }).waitFor()
  await owner.call('POST /api/v1/suspensions', {
    body: {
      target: { scope: 'story', storyId: id },
      reasonCode: 'legal',
      reason: 'A court order reached us.',
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
  })
  await page.getByText('A court order reached us.').waitFor()
  await page.getByText('This came meanwhile, from somebody else.').waitFor()
  await page.getByRole('button', { name: /^Pause until/ }).click()
  await page.getByRole('alert').filter({ hasText: 'It can be extended instead' }).waitFor()
  await page.getByRole('button', { name: 'Change something' }).click()
  expect(await page.getByLabel('Reason, in words readers will see').inputValue()).toBe(
    'My own careful sentence about it.',
  )
})

test('the owner makes somebody a moderator and the author of a story, but cannot leave the site without an owner', async () => {
  const storyId = await server.story('granted-story')
  const person = await server.as('Gus Granted')
  const page = await visit(owner, '/console/people')
  await page.getByRole('searchbox').fill('Gus')
  await page.getByRole('button', { name: 'Change the roles of Gus Granted' }).click()
  await page.getByRole('checkbox', { name: /^Moderator/ }).check()
  await page.getByRole('checkbox', { name: /^Member/ }).check()
  await page.getByRole('combobox', { name: 'Add a story by its title' }).fill('granted')
  await page.getByRole('option', { name: 'About the granted-story' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save roles' }).click()
  await page.getByRole('status').filter({ hasText: 'The roles of Gus Granted are saved.' }).waitFor()
  const { people } = await owner.call('GET /api/v1/people', { query: { search: 'Gus' } })
  expect(people).toMatchObject([{ id: person.id, role: 'moderator', isMember: true, authorOf: [storyId] }])
  expect(people[0]?.grants.map(({ role }) => role).sort()).toEqual(['author', 'member', 'moderator'])

  await page.getByRole('searchbox').fill('Olive')
  await page.getByRole('button', { name: 'Change the roles of Olive Owner' }).click()
  await page.getByRole('checkbox', { name: /^Owner/ }).uncheck()
  await page.getByRole('button', { name: 'Save roles' }).click()
  await page.getByText('This is the only owner.').waitFor()
})

test('the owner puts a rule in the site’s own words, gives longer for a reply, and lets links be checked', async () => {
  const page = await visit(owner, '/console/settings')
  const rule = page.getByRole('textbox', { name: 'Off topic' })
  await expect.poll(() => rule.getAttribute('placeholder')).toContain('Stay with the story')
  await rule.fill('Short')
  await page.getByText('Write at least 10 characters.').waitFor()
  await rule.fill('Write about the ferry, and about what others write of it.')
  await page.getByLabel('Hours to answer before a finding').fill('72')
  await page.getByRole('checkbox', { name: /^Ask once a day whether posts/ }).check()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await page.getByRole('status').filter({ hasText: 'The settings are saved.' }).waitFor()
  const { settings } = await owner.call('GET /api/v1/site')
  expect(settings.rules).toEqual({ off_topic: 'Write about the ferry, and about what others write of it.' })
  expect(settings.cases.replyHours).toBe(72)
  expect(settings.linkChecks.isOn).toBe(true)

  await rule.fill('')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await page.getByText('Nothing has been changed.').waitFor()
  const { rules } = await owner.call('GET /api/v1/rules')
  expect(rules.find(({ code }) => code === 'off_topic')?.words).toContain('Stay with the story')
})

test('single keys can be turned off', async () => {
  const page = await visit(owner, '/console/stories')
  await page.getByRole('heading', { name: 'Stories' }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Single keys act' }).uncheck()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('3')
  await page.keyboard.press('?')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('heading', { name: 'Stories' }).waitFor()
})

test('losing the connection is said, and what was typed outlives a reload', async () => {
  const id = await server.story('kept-text')
  const page = await visit(moderator, `/console/stories/${id}`)
  await page.getByRole('textbox', { name: 'Text' }).fill('Half an update.')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Publish UPDATE 1' }).click()
  await page.getByText('You are offline.').waitFor()
  await page.context().setOffline(false)
  await page.reload()
  await expect.poll(() => page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('Half an update.')
  complaints.length = 0 // requests that failed while offline
})

test.each([
  { width: 1280, height: 900, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
] as const)(
  'no screen has a serious barrier, and none is wider than the window: $width, $scheme',
  async (sight) => {
    const storyId = await server.story(`accessible-${sight.scheme}`)
    const { id } = await flaggedComment(server, storyId)
    const fits = async (page: Page) =>
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    const page = await visit(owner, '/console/stories', sight)
    await page.getByRole('link', { name: `About the accessible-${sight.scheme}` }).waitFor()
    expect(await seriousBarriers(page)).toEqual([])
    await fits(page)

    await page.goto(`${server.url}/console/stories/${storyId}`)
    await writePause(page, 'Please let the air clear for a little while.', 'No end yet')
    expect(await seriousBarriers(page)).toEqual([])
    await fits(page)
    await page.getByRole('button', { name: 'Check and confirm' }).click()
    await page.getByRole('button', { name: 'Pause until reopened' }).click()
    await page.getByRole('button', { name: 'Reopen now' }).click()
    expect(await seriousBarriers(page)).toEqual([])

    await page.goto(`${server.url}/console/cases/${id}`)
    await page.getByRole('radio', { name: 'Misquotes' }).check()
    expect(await seriousBarriers(page)).toEqual([])
    await fits(page)

    await page.goto(`${server.url}/console/people`)
    await page.getByRole('button', { name: 'Change the roles of Vera Holm' }).click()
    await page.getByRole('combobox').fill('About')
    await page.getByRole('option').first().waitFor()
    expect(await seriousBarriers(page)).toEqual([])
    await fits(page)
    // Once for the list, once for the form.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.locator('.co-roles').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await seriousBarriers(page)).toEqual([])
  },
  60_000,
)
