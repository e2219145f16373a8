import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { publishFinding } from '../support/cases.ts'
import {
  article,
  button,
  isThere,
  type Newsroom,
  openNewsroom,
  postAs,
  says,
  shows,
  thread,
} from '../support/reading.ts'
import type { TestPerson } from '../support/start-server.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom()
})
afterAll(() => room?.close())
afterEach(async () => expect(await room.complaints()).toEqual([]))

const agree = (page: Page, id: string) => article(page, id).getByRole('button', { name: /^Agree/ })
const pressed = (page: Page, name: string | RegExp) =>
  thread(page).getByRole('button', { name, pressed: true, exact: true })
const dialog = (page: Page) => thread(page).getByRole('dialog', { name: 'Notices' })

async function publish(storyId: string, body = 'It was noon.') {
  const author = await room.server.as('Art')
  await room.server.grant(author, 'author', storyId)
  const input = { params: { id: storyId }, body: { kind: 'clarification', body } } as const
  const update = await author.call('POST /api/v1/stories/:id/updates', input)
  await room.server.jobs.runDue()
  return update
}

/** A finding on what somebody wrote, with its note beside the comment. */
async function note(commentId: string, exact: string) {
  const rob = await room.server.as('Rob')
  const quoted = { claim: { exact }, source: { exact: 'left the harbour at noon' } }
  const flag = {
    kind: 'misrepresentation',
    type: 'misquoted',
    ...quoted,
    explanation: 'The story gives another time.',
  } as const
  const { id } = await rob.call('POST /api/v1/comments/:id/flags', { params: { id: commentId }, body: flag })
  await publishFinding(room.server.ctx, await room.mo.reader(), id)
}

const told = (person: TestPerson) => person.call('GET /api/v1/me/notices', { query: {} })

it('two readers: one agrees and follows, and is told live, once, of an update', async () => {
  const { id, url, ids } = await room.story(2)
  const [first = ''] = ids
  const ann = await room.reader('Ann')
  const [anns, bobs] = [await room.read(url, ann), await room.read(url, await room.reader('Bob'))]
  await shows(button(bobs, 'Follow this story'))

  await agree(anns, first).focus()
  await anns.keyboard.press('Enter')
  await shows(article(anns, first).getByRole('button', { name: /^Agree 1/, pressed: true }))
  // Counts follow within seconds, many at once.
  room.server.clock.forward(2_000)
  await room.server.jobs.runDue()
  await shows(article(bobs, first).getByRole('button', { name: /^Agree 1/, pressed: false }))

  await button(anns, 'Follow this story').click()
  await shows(pressed(anns, 'Follow this story'))
  // It is shown at once; this is said once the server has it.
  await thread(anns).getByText('You follow this story.').waitFor({ state: 'attached' })
  await publish(id)
  await shows(button(anns, /^Notices.*, 1 not read$/))
  expect(await button(bobs, /^Notices/).textContent()).toBe('Notices')

  await button(anns, /^Notices/).click()
  const link = dialog(anns).getByRole('link', { name: 'UPDATE 1, clarification, was published.' })
  await shows(link)
  await shows(dialog(anns).getByText('New', { exact: true }))
  expect(await barriers(anns)).toEqual([])
  await link.click()
  await expect.poll(() => dialog(anns).count()).toBe(0)
  await expect.poll(() => thread(anns).evaluate((element) => element.shadowRoot?.activeElement?.id)).toBe('update-1')
  await shows(thread(anns).getByRole('button', { name: 'Notices', exact: true }))
  expect(await told(ann)).toMatchObject({ unread: 0, notices: [{ number: 1, isRead: true }] })

  await anns.reload()
  await isThere(anns)
  await shows(pressed(anns, 'Follow this story'))
  expect(await barriers(anns)).toEqual([])
  await agree(anns, first).click()
  await shows(article(anns, first).getByRole('button', { name: /^Agree with/, pressed: false }))
})

it('the list of notices is empty, fails and is tried again, by keyboard', async () => {
  const { url } = await room.story(1)
  const page = await room.read(url, await room.reader('Ann'))
  await page.route('**/api/v1/me/notices', (route) => route.abort())
  await button(page, 'Notices').press('Enter')
  await shows(dialog(page).getByRole('alert'))
  await page.unroute('**/api/v1/me/notices')
  await dialog(page).getByRole('button', { name: 'Try again' }).press('Enter')
  await shows(dialog(page).getByText(/^Nothing yet/))
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog(page).count()).toBe(0)
  await expect
    .poll(() => thread(page).evaluate((element) => element.shadowRoot?.activeElement?.textContent))
    .toBe('Notices')
  await room.complaints()
})

it('nobody is offered to agree with themselves; the refused are told why and nothing stays counted', async () => {
  const { id, url, ids } = await room.story(1)
  const [other = ''] = ids
  const ann = await room.reader('Ann')
  const own = await postAs(ann, id, 'Mine.')
  await room.bea.call('PUT /api/v1/comments/:id/reaction', { params: { id: own.id } })
  room.server.clock.forward(2_000)
  await room.server.jobs.runDue()
  const page = await room.read(url, ann)
  await shows(article(page, own.id).getByText('1 agrees'))
  expect(await agree(page, own.id).count()).toBe(0)

  const body = JSON.stringify({ code: 'forbidden', detail: 'Not today.' })
  await page.route('**/reaction', (route) =>
    route.fulfill({ status: 403, contentType: 'application/problem+json', body }),
  )
  await agree(page, other).click()
  await shows(article(page, other).getByRole('alert').getByText('Not today.'))
  await shows(article(page, other).getByRole('button', { name: /^Agree with/, pressed: false }))

  await room.suspend({ scope: 'story', storyId: id })
  await expect.poll(() => agree(page, other).count()).toBe(0)
  await shows(article(page, own.id).getByText('1 agrees'))
})

it('somebody signed out is led to sign in, and then agrees with what they pressed', async () => {
  const { url, ids } = await room.story(1)
  const [first = ''] = ids
  const page = await room.read(url)
  expect(await button(page, 'Follow this story').count()).toBe(0)
  const window = page.waitForEvent('popup')
  await agree(page, first).click()
  await (await window).close()
  await room.signIn(page, await room.reader('Ann'))
  await shows(article(page, first).getByRole('button', { name: /^Agree 1/, pressed: true }))
})

it('a guest who comes back is told what was added, until it is read; the server is told nothing', async () => {
  const { id, url } = await room.story(0)
  const ann = await room.reader('Ann')
  const { id: midnight } = await postAs(ann, id, 'It left at midnight.')
  const page = await room.read(url)
  const away = async () => {
    await page.goto('about:blank')
  }
  const back = async () => {
    await page.goto(room.publisher.page(url))
    await isThere(page)
  }
  const line = thread(page).getByRole('complementary', { name: 'Since your last visit' })
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.includes(':read:'))))
    .toBe(true)
  await away()
  await back()
  expect(await line.count()).toBe(0)

  await away()
  await publish(id)
  await note(midnight, 'left at midnight')
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await back()
  await says(page, /^Since you were here at .+: UPDATE 1 and a note beside a comment by Ann\./)
  expect(await barriers(page)).toEqual([])
  await line.getByRole('link', { name: /^a note beside/ }).click()
  await expect
    .poll(() => thread(page).evaluate((element) => element.shadowRoot?.activeElement?.id))
    .toBe(`comment-${midnight}`)
  await line.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => line.count()).toBe(0)
  expect(sent.filter((one) => !one.startsWith('GET ') && !one.includes('/live'))).toEqual(['POST /api/v1/stories'])

  // Of many stories the latest are remembered.
  await page.evaluate((base) => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`story-${n}`, n + 1]))
    localStorage.setItem(`afterword:read:${base}`, JSON.stringify(many))
  }, room.server.url)
  await away()
  await back()
  const remembered = () =>
    page.evaluate(
      (base) => Object.keys(JSON.parse(localStorage.getItem(`afterword:read:${base}`) ?? '{}')),
      room.server.url,
    )
  await expect.poll(remembered).toHaveLength(200)
  expect(await remembered()).toEqual(expect.arrayContaining([id, 'story-249', 'story-51']))
  expect(await line.count(), 'it was read').toBe(0)
})
