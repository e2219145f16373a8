import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { flaggedComment, type Sight, seriousBarriers, visitConsole } from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const reason = 'Please let the air clear for a little while.'

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

async function visit(person: TestPerson, path: string, sight?: Sight): Promise<Page> {
  const made = await visitConsole(browser, server, person, path, sight)
  complaints.push(made.complaints)
  return made.page
}

const inFuture = (ms: number) => new Date(server.ctx.now() + ms).toISOString()

async function storyIn(section: string, slug: string): Promise<string> {
  const id = await server.story(slug)
  await owner.call('PATCH /api/v1/stories/:id', { params: { id }, body: { section } })
  return id
}

function pauseStory(storyId: string, more: object = { endsAt: inFuture(HOUR) }) {
  return owner.call('POST /api/v1/suspensions', {
    body: { target: { scope: 'story', storyId }, reasonCode: 'heated', reason, ...more },
  })
}

async function commentUnder(storyId: string, body: string) {
  const reader = await server.as('Rob Reader')
  return reader.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })
}

async function commentingOf(storyId: string) {
  return (await server.call('GET /api/v1/stories/:id', { params: { id: storyId } })).commenting
}

async function writeReason(page: Page) {
  await page.getByLabel('Kind of reason').selectOption({ label: 'Heated discussion' })
  await page.getByLabel('Reason, in words readers will see').fill(reason)
}

/** A choice of the form, by the words over it. */
const choose = (page: Page, group: string, name: string) =>
  page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name, exact: true }).check()

test('a whole section is paused once its effects have been read', async () => {
  const storyId = await storyIn('Harbour', 'section-paused')
  await commentUnder(storyId, 'The quay was empty at seven.')
  const page = await visit(moderator, '/console/pauses')
  await page.getByRole('heading', { name: 'Pauses' }).waitFor()
  await page.keyboard.press('n')
  await choose(page, 'Where', 'A section')
  await page.getByLabel('Which section').selectOption('Harbour')
  await writeReason(page)
  await choose(page, 'Until', '1 hour')
  await page.getByText('Comments on stories in Harbour are paused until').waitFor()
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByRole('heading', { name: 'Pause commenting in the section Harbour?' }).waitFor()
  await page.getByText('This reaches the whole section Harbour: its 1 story').waitFor()
  await page.getByText('They cannot post, reply, edit or agree.').waitFor()
  await page.getByText('can post notes, which are labelled, and publish updates.').waitFor()
  await page.getByRole('button', { name: /^Pause the section until/ }).click()

  await page.getByRole('link', { name: /^Section Harbour: paused/ }).waitFor()
  const { mode, suspension } = await commentingOf(storyId)
  expect([mode, suspension?.scope, suspension?.section]).toEqual(['paused', 'section', 'Harbour'])
  await page.getByRole('button', { name: 'Reopen now (Section Harbour)' }).click()
  await page.getByRole('button', { name: 'Reopen commenting' }).click()
  await expect.poll(async () => (await commentingOf(storyId)).mode).toBe('open')
})

test('a pause is planned with slow mode after it, shown on the desk, and cancelled', async () => {
  const storyId = await server.story('planned-pause')
  const page = await visit(moderator, `/console/stories/${storyId}`)
  await page.getByRole('button', { name: 'Pause commenting' }).click()
  await writeReason(page)
  await choose(page, 'From', 'Later')
  await choose(page, 'Until', '30 min')
  await choose(page, 'Then', 'Slow mode')
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByText('Then slow mode (one comment per person in 5 minutes)').waitFor()
  await page.getByText(/still open when it ends, it is extended once by itself/).waitFor()
  await page.getByRole('button', { name: /^Pause from .* until/ }).click()

  await page.getByRole('article', { name: 'Planned: paused' }).waitFor()
  await page.getByRole('article', { name: 'Planned: slow mode' }).waitFor()
  const { mode, others } = await commentingOf(storyId)
  expect([mode, others.map((one) => one.mode)]).toEqual(['open', ['paused', 'slow']])
  expect(others[1]?.startsAt).toBe(others[0]?.endsAt)

  const planned = page.getByRole('article', { name: 'Planned: paused' })
  await planned.getByRole('button', { name: 'Cancel the plan' }).click()
  await planned.getByRole('button', { name: 'Cancel it' }).click()
  await expect.poll(async () => (await commentingOf(storyId)).others).toEqual([])
  await page.getByRole('button', { name: 'Pause commenting' }).waitFor()
})

test('who extends second is told what stands now, and can then extend that', async () => {
  const storyId = await server.story('extended-twice')
  const { id, version } = await pauseStory(storyId)
  const page = await visit(moderator, `/console/stories/${storyId}`)
  const card = page.getByRole('article', { name: 'Commenting is paused' })
  await card.getByText('Olive Owner').waitFor()
  // The page must learn it from the refusal, not from live news.
  await page.route('**/api/v1/suspensions?**', (route) => route.abort())
  await owner.call('POST /api/v1/suspensions/:id/extend', {
    params: { id },
    body: { version, endsAt: inFuture(2 * HOUR) },
  })
  await card.getByRole('button', { name: '+30 min' }).click()
  await card.getByText('Somebody changed this a moment ago.').waitFor()
  await page.unroute('**/api/v1/suspensions?**')
  await page.reload()
  await card.getByText('2 h left').or(card.getByText('1 h 60 min left')).waitFor()
  await card.getByRole('button', { name: '+30 min' }).click()
  await page.getByRole('status').filter({ hasText: 'Extended until' }).waitFor()
  const { suspension } = await commentingOf(storyId)
  expect(Date.parse(suspension?.endsAt ?? '')).toBeGreaterThan(server.ctx.now() + 2.4 * HOUR)
  complaints.length = 0 // the aborted requests
})

test('a pause ends into something milder', async () => {
  const storyId = await server.story('into-milder')
  await pauseStory(storyId)
  const page = await visit(moderator, `/console/stories/${storyId}`)
  await page.getByRole('button', { name: 'Reopen now' }).click()
  await choose(page, 'Into', 'Checked before they appear')
  await page.getByRole('button', { name: 'Reopen commenting' }).click()
  await page.getByRole('heading', { name: 'Comments are checked before they appear' }).waitFor()
  expect((await commentingOf(storyId)).mode).toBe('premoderated')
})

test('a schedule is made by the clock of the site, stands in the picture, and is stopped', async () => {
  // At noon, whenever the test runs: a night that has begun would stay in the picture.
  const now = server.ctx.now()
  server.clock.forward(1.5 * DAY - (now % DAY))
  await owner.call('PATCH /api/v1/site/settings', { body: { timeZone: 'Europe/Dublin' } })
  const page = await visit(moderator, '/console/pauses')
  await page.getByRole('button', { name: 'New schedule' }).click()
  const form = page.getByRole('form', { name: 'New schedule' })
  await form.getByText('By the clock of the site, Europe/Dublin.').waitFor()
  await form.getByLabel('From').fill('22:00')
  await form.getByLabel('Until').fill('06:30')
  await choose(page, 'What', 'Checked before they appear')
  await writeReason(page)
  await form.getByText('All stories of the site: checked first every day, 22:00 to 06:30 the next day.').waitFor()
  await form.getByRole('button', { name: 'Make the schedule' }).click()
  await page.getByText('Every day, 22:00 to 06:30 the next day Europe/Dublin').waitFor()
  await page.getByRole('radio', { name: '7 days' }).check()
  const bars = page.getByRole('link', { name: /^The whole site: checked first/ })
  await expect.poll(() => bars.count()).toBeGreaterThanOrEqual(7)

  await page.getByRole('button', { name: /^Stop/ }).click()
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByText('No schedule.').waitFor()
  await expect.poll(() => bars.count()).toBe(0)
})

test('a held comment is approved at reopening while the story is paused, another is rejected with a reason', async () => {
  const storyId = await server.story('held-while-paused')
  await pauseStory(storyId, { mode: 'premoderated', endsAt: inFuture(3 * HOUR) })
  const kept = await commentUnder(storyId, 'The clerk read the third amendment aloud.')
  const rude = await commentUnder(storyId, 'They are all thieves.')
  await pauseStory(storyId)
  const page = await visit(moderator, '/console')
  await page.getByRole('link', { name: /^To be checked 2/ }).waitFor()
  await page.getByText('The clerk read the third amendment aloud.').waitFor()
  await page.keyboard.press('j')
  await page.getByRole('article').getByText('The clerk read the third amendment aloud.').waitFor()
  await page.keyboard.press('a')
  await page.getByRole('group', { name: /^Commenting there is not open: paused until/ }).waitFor()
  await page.getByRole('button', { name: 'At reopening' }).click()
  await page.getByText('Will be published at reopening', { exact: true }).waitFor()
  await page.getByRole('article').getByText('They are all thieves.').waitFor()
  await page.keyboard.press('r')
  await page.getByRole('button', { name: 'Personal attack' }).click()
  await page.getByRole('form').getByRole('button', { name: 'Reject', exact: true }).click()
  await page.getByText('Rejected', { exact: true }).first().waitFor()

  const queueOf = async (state: 'pending' | 'approved') =>
    (await moderator.call('GET /api/v1/queue', { query: { queue: state, storyId } })).items.map(({ id }) => id)
  await expect.poll(() => queueOf('pending')).toEqual([])
  expect(await queueOf('approved')).toEqual([kept.id])
  expect(rude.state).toBe('pending')
  await page.getByRole('link', { name: /^Waiting for reopening/ }).click()
  await page.getByRole('link', { name: /The clerk read the third amendment aloud/ }).click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await page.getByText('Published', { exact: true }).first().waitFor()
  await expect
    .poll(async () => (await server.call('GET /api/v1/comments/:id', { params: { id: kept.id } })).comment.state)
    .toBe('visible')
})

test('heat proposes a pause, filled in and still to be confirmed', async () => {
  await owner.call('PATCH /api/v1/site/settings', { body: { heat: { comments: 3, flags: 50, rejections: 50 } } })
  const storyId = await server.story('heated-story')
  for (const n of [1, 2, 3, 4]) await commentUnder(storyId, `Number ${n}: a joke and everybody knows it.`)
  const page = await visit(moderator, '/console/pauses/heat')
  await page.getByText('4 comments, the limit is 3').waitFor()
  await page.getByText('Nothing is paused by itself: automatic pause is off.').waitFor()
  await page.getByRole('link', { name: 'Pause “About the heated-story” for 30 minutes…' }).click()
  await page.getByText('About the heated-story').waitFor()
  const words = page.getByLabel('Reason, in words readers will see')
  expect(await words.inputValue()).toContain('The discussion has become heated.')
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByRole('button', { name: /^Pause until/ }).click()
  await page.getByRole('heading', { name: 'Now and planned' }).waitFor()
  const { suspension } = await commentingOf(storyId)
  expect([suspension?.mode, suspension?.reasonCode]).toEqual(['paused', 'heated'])
})

test('a branch is paused from the desk of its story, by picking its comment', async () => {
  const storyId = await server.story('branch-paused')
  const { id } = await commentUnder(storyId, 'Mr Hale has parked on it since Friday.')
  await commentUnder(storyId, 'The kerb is a trap for bicycles.')
  const page = await visit(moderator, `/console/stories/${storyId}`)
  await page.getByRole('button', { name: 'Pause commenting' }).click()
  await choose(page, 'Where', 'One branch')
  await page.getByRole('textbox', { name: 'The comment at its top' }).fill('parked')
  await page.getByRole('button', { name: /Mr Hale has parked/ }).click()
  await writeReason(page)
  await choose(page, 'Until', '1 hour')
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByText('It holds under one comment. The rest of the thread goes on.').waitFor()
  await page.getByRole('button', { name: /^Pause this branch until/ }).click()
  await page.getByRole('heading', { name: 'One branch: paused' }).waitFor()
  await page.getByText('Under Rob Reader’s comment').waitFor()
  const { mode, others } = await commentingOf(storyId)
  expect([mode, others.map((one) => one.commentId)]).toEqual(['open', [id]])
})

test('the author posts a labelled note while the story is paused', async () => {
  const storyId = await server.story('note-while-paused')
  const author = await server.as('Ines Marlow')
  await server.grant(author, 'author', storyId)
  await pauseStory(storyId)
  const page = await visit(author, `/console/stories/${storyId}`)
  await page.getByText('Readers cannot post now: your note is labelled as official.').waitFor()
  await page.getByRole('button', { name: 'Write a note' }).click()
  await page.getByLabel('Note', { exact: true }).fill('I have asked the harbour master and will report.')
  await page.getByRole('button', { name: 'Post the note' }).click()
  await page.getByRole('status').filter({ hasText: 'The note is in the thread.' }).waitFor()
  const { comments } = await server.call('GET /api/v1/stories/:id/thread', { params: { id: storyId }, query: {} })
  expect(comments).toMatchObject([{ isOfficial: true, author: { name: 'Ines Marlow', badge: 'author' } }])
})

test('the owner changes the settings, and a number outside its limits is said', async () => {
  const page = await visit(owner, '/console/settings')
  await page.getByLabel('Time zone').fill('Nowhere/Atlantis')
  await page.getByText('Choose a time zone from the list').waitFor()
  await page.getByLabel('Time zone').fill('Europe/Lisbon')
  await page.getByLabel('For how many minutes').fill('90')
  await page.getByText('A whole number from 5 to 60.').waitFor()
  await page.getByLabel('For how many minutes').fill('20')
  await page.getByRole('checkbox', { name: /^Pause a heated story by itself/ }).check()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await page.getByRole('status').filter({ hasText: 'The settings are saved.' }).waitFor()
  const { settings } = await owner.call('GET /api/v1/site')
  expect(settings).toMatchObject({ timeZone: 'Europe/Lisbon', automaticPause: { isOn: true, minutes: 20 } })
  await owner.call('PATCH /api/v1/site/settings', { body: { automaticPause: { isOn: false, minutes: 20 } } })
  const other = await visit(moderator, '/console/settings')
  await other.getByRole('heading', { name: 'There is no such page' }).waitFor()
})

test.each([
  { width: 1280, height: 900, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
] as const)(
  'no new screen has a serious barrier, and none is wider than the window: $width, $scheme',
  async (sight) => {
    const storyId = await storyIn('Council', `barriers-${sight.scheme}`)
    await flaggedComment(server, storyId)
    await pauseStory(storyId, { mode: 'premoderated', endsAt: inFuture(20 * HOUR) })
    await commentUnder(storyId, `Held for whoever reads it in ${sight.scheme}.`)
    await pauseStory(storyId, {
      endsAt: inFuture(HOUR),
      followedBy: { mode: 'slow', slowSeconds: 60, endsAt: inFuture(2 * HOUR) },
    })
    const barrierless = async (page: Page) => {
      expect(await seriousBarriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
    const page = await visit(owner, '/console/pauses', sight)
    await page.getByRole('link', { name: new RegExp(`^About the barriers-${sight.scheme}: slow mode`) }).waitFor()
    await barrierless(page)
    await page.getByRole('radio', { name: '7 days' }).check()
    await page
      .getByRole('button', { name: /^Extend/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'New schedule' }).click()
    await barrierless(page)

    await page.goto(`${server.url}/console/pauses/new`)
    await choose(page, 'Where', 'Whole site')
    await writeReason(page)
    await choose(page, 'Until', '15 min')
    await choose(page, 'Then', 'Slow mode')
    await barrierless(page)
    await page.getByRole('button', { name: 'Check and confirm' }).click()
    await page.getByText('This reaches the whole site').waitFor()
    await barrierless(page)

    await page.goto(`${server.url}/console/pauses/heat`)
    await page.getByText(/^A story counts as heated/).waitFor()
    await barrierless(page)

    await page.goto(`${server.url}/console/desk`)
    await page.getByRole('link', { name: new RegExp(`reads it in ${sight.scheme}`) }).click()
    const item = page.getByRole('article').filter({ hasText: `reads it in ${sight.scheme}` })
    await item.getByRole('button', { name: 'Publish', exact: true }).click()
    await barrierless(page)
    await item.getByRole('button', { name: 'Not yet' }).click()
    await item.getByRole('button', { name: 'Reject', exact: true }).click()
    await barrierless(page)

    await page.goto(`${server.url}/console/settings`)
    await page.getByLabel('Time zone').waitFor()
    await barrierless(page)

    await page.goto(`${server.url}/console/stories/${storyId}`)
    await page.getByRole('button', { name: 'Write a note' }).click()
    await page.getByRole('button', { name: 'Answer a comment instead' }).click()
    await page.getByRole('button', { name: 'Another pause or mode' }).click()
    await barrierless(page)
  },
  60_000,
)

test('what is past its review date is counted in the navigation and stands first', async () => {
  const storyId = await server.story('overdue-review')
  await pauseStory(storyId, { reviewAt: inFuture(HOUR) })
  server.clock.forward(2 * HOUR)
  const page = await visit(moderator, '/console/stories')
  await page.getByRole('link', { name: 'Pauses 1 to look at' }).click()
  await page.getByRole('heading', { name: 'One pause is past its review date' }).waitFor()
  await page.getByRole('link', { name: /^About the overdue-review: paused.*review overdue since/ }).click()
  await page.getByRole('button', { name: 'New review date (About the overdue-review)' }).click()
  await choose(page, 'Until when?', 'In 3 days')
  await page.getByRole('button', { name: /^Review by/ }).click()
  await page.getByRole('heading', { name: 'One pause is past its review date' }).waitFor({ state: 'detached' })
  const { suspension } = await commentingOf(storyId)
  expect(Date.parse(suspension?.reviewAt ?? '')).toBeGreaterThan(server.ctx.now() + 71 * HOUR)
})

test('a pause that was extended by itself asks for a moderator, in the navigation and before all else', async () => {
  const storyId = await server.story('extended-pause')
  await flaggedComment(server, storyId)
  await owner.call('PATCH /api/v1/site/settings', { body: { openFlagLimit: 1 } })
  const { id } = await pauseStory(storyId, { endsAt: inFuture(HOUR) })
  server.clock.forward(HOUR - MINUTE / 2)
  await server.jobs.runDue()
  const page = await visit(moderator, '/console/stories')
  await page.getByRole('link', { name: 'Pauses 1 to look at' }).click()
  await page.getByRole('heading', { name: 'One pause was extended by itself' }).waitFor()
  await owner.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} })
  await page.getByRole('heading', { name: 'One pause was extended by itself' }).waitFor({ state: 'detached' })
})

test('a story’s comments are checked first, begun at its desk with the mode chosen already', async () => {
  const storyId = await storyIn('Harbour', 'checked-first')
  const page = await visit(moderator, `/console/stories/${storyId}`)
  await page.getByRole('button', { name: 'Check comments before they appear' }).click()
  await writeReason(page)
  await choose(page, 'Until', '1 hour')
  await page.getByRole('button', { name: 'Check and confirm' }).click()
  await page.getByRole('button', { name: 'Check first' }).click()
  await page.getByRole('status').getByText('Comments are now checked before they appear.').waitFor()
  expect((await commentingOf(storyId)).mode).toBe('premoderated')
  const begin = page.getByRole('button', { name: 'Another pause or mode' })
  await begin.waitFor()
  expect(await page.getByRole('button', { name: 'Check comments before they appear' }).count()).toBe(0)
})
