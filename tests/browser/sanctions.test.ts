import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { seriousBarriers, visitConsole } from '../support/console.ts'
import {
  article,
  button,
  composer,
  fieldOf,
  type Newsroom,
  openNewsroom,
  postAs,
  says,
  shows,
  thread,
  writeAndSelect,
} from '../support/reading.ts'
import { sanctionReason, wantedSanction } from '../support/sanctioning.ts'
import type { TestPerson } from '../support/start-server.ts'

let room: Newsroom
const heard: string[][] = []
beforeAll(async () => {
  room = await openNewsroom()
})
afterAll(() => room?.close())
afterEach(async () => expect([...(await room.complaints()), ...heard.splice(0).flat()]).toEqual([]))

async function act(person: TestPerson, over: Partial<Record<string, unknown>> = {}) {
  const body = wantedSanction(room.server.ctx.now(), over)
  return room.mo.call('POST /api/v1/people/:id/sanctions', { params: { id: person.id }, body })
}

async function visit(person: TestPerson, path: string): Promise<Page> {
  const { page, complaints } = await visitConsole(room.browser, room.server, person, path)
  heard.push(complaints)
  return page
}

test('whoever is banned while they write reads why and until when in the form’s place, keeps the text, and appeals', async () => {
  const { url, ids } = await room.story(1)
  const ann = await room.reader('Ann')
  const page = await room.read(url, ann)
  await composer(page).fill('A whole thought that must not be lost.')
  const { id } = await act(ann)
  const card = thread(page).getByRole('region', { name: 'Banned' })
  await shows(card.getByRole('heading', { name: /^You cannot write here until .+\.$/ }))
  await shows(card.getByText(sanctionReason))
  await shows(card.getByText('Rule: abuse.'))
  expect(await composer(page).inputValue()).toBe('A whole thought that must not be lost.')
  expect(await button(page, 'Not possible now').getAttribute('aria-disabled')).toBe('true')
  expect(
    await article(page, ids[0] ?? '')
      .getByRole('button', { name: /^Agree/ })
      .count(),
  ).toBe(0)
  expect(await barriers(page)).toEqual([])

  const appeal = card.getByRole('button', { name: 'Appeal', exact: true })
  await appeal.press('Enter')
  await card.getByRole('button', { name: 'Cancel' }).press('Enter')
  expect(await appeal.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
  await appeal.press('Enter')
  await page.keyboard.type('I was quoting what somebody else had said.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await shows(card.getByText('You have asked that another moderator look at it.', { exact: false }))
  await page.reload()
  await shows(card.getByText('You have asked that another moderator look at it.', { exact: false }))
  expect(await composer(page).inputValue()).toBe('A whole thought that must not be lost.')

  const max = await room.server.as('Max Second', { role: 'moderator' })
  const body = { version: 2, decision: 'lift', answer: 'The words were a quotation.' } as const
  await max.call('POST /api/v1/sanctions/:id/appeal-decision', { params: { id }, body })
  await card.waitFor({ state: 'detached' })
  await page.reload()
  await shows(thread(page).getByText('This is what you had written.'))
  await button(page, 'Post comment').click()
  await says(page, 'A whole thought that must not be lost.')
  await expect.poll(() => card.count()).toBe(0)
})

test('open pages of the person alone change at once, in every one, and back; the text stays under their hands', async () => {
  const { url } = await room.story(1)
  const [ann, bob] = [await room.reader('Ann'), await room.reader('Bob')]
  const [page, second, other] = [await room.read(url, ann), await room.read(url, ann), await room.read(url, bob)]
  const cardOn = (one: Page, name: string) => thread(one).getByRole('region', { name })
  for (const one of [page, other]) await writeAndSelect(composer(one), 'Half a thought')
  const { id } = await act(ann, { kind: 'limit' })
  await shows(cardOn(page, 'Limited'))
  await shows(cardOn(second, 'Limited'))
  expect(await fieldOf(composer(page))).toMatchObject({ isTheSame: true, text: 'Half a thought', selection: [5, 9] })
  const params = { id }
  const longer = {
    version: 1,
    ...{ reviewAt: null, slowSeconds: null, reason: 'Once more, please.', why: 'It has to last longer.' },
  }
  const endsAt = new Date(room.server.ctx.now() + 3 * 86_400_000).toISOString()
  await room.mo.call('PATCH /api/v1/sanctions/:id', { params, body: { ...longer, endsAt } })
  await shows(cardOn(page, 'Limited').getByText('Once more, please.'))
  await room.mo.call('POST /api/v1/sanctions/:id/end', {
    params,
    body: { version: 2, inError: false, why: 'That will do.' },
  })
  await cardOn(page, 'Limited').waitFor({ state: 'detached' })
  await act(ann, { kind: 'warn', reason: 'Please leave people’s families out of it.' })
  await shows(cardOn(page, 'Warning'))
  await cardOn(second, 'Limited').waitFor({ state: 'detached' })
  expect(await composer(page).inputValue()).toBe('Half a thought')
  expect(await fieldOf(composer(other))).toMatchObject({ isTheSame: true, text: 'Half a thought', isFocused: true })
  for (const name of ['Limited', 'Warning']) expect(await cardOn(other, name).count()).toBe(0)
})

test('a comment that a moderator pins stands first on open pages at once, and no longer once it is taken off', async () => {
  const { url, ids } = await room.story(2)
  const page = await room.read(url)
  const [id = ''] = ids
  const top = () => article(page, id).evaluate((element) => element.getBoundingClientRect().top)
  const before = await top()
  const pin = (isPinned: boolean) =>
    room.mo.call('PUT /api/v1/comments/:id/pin', { params: { id }, body: { isPinned } })
  await pin(true)
  const pinned = thread(page).getByRole('complementary', { name: 'Pinned by a moderator' })
  await shows(pinned.getByText('Comment number 1.'))
  // What was being read stays where it is.
  expect(Math.abs((await top()) - before)).toBeLessThan(2)
  expect(await barriers(page)).toEqual([])
  await pin(false)
  await pinned.waitFor({ state: 'detached' })
})

test('a warning is read once; then the text that waited is posted', async () => {
  const { url } = await room.story(1)
  const ann = await room.reader('Ann')
  await act(ann, { kind: 'warn', reason: 'Please leave people’s families out of it.' })
  const page = await room.read(url, ann)
  const card = thread(page).getByRole('region', { name: 'Warning' })
  await shows(card.getByText('Please leave people’s families out of it.'))
  expect(await barriers(page)).toEqual([])
  await card.getByRole('button', { name: 'I have read this' }).press('Enter')
  await expect.poll(() => card.count()).toBe(0)
  await composer(page).fill('Then without the families.')
  await button(page, 'Post comment').click()
  await says(page, 'Then without the families.')
})

test('a limit stands over the form, which goes on; the comment waits for a moderator', async () => {
  const { url } = await room.story(1)
  const ann = await room.reader('Ann')
  await act(ann, { kind: 'limit' })
  const page = await room.read(url, ann)
  const card = thread(page).getByRole('region', { name: 'Limited' })
  await shows(card.getByRole('heading', { name: /^Until .+, your comments are checked before they appear/ }))
  await composer(page).fill('Looked at first.')
  await button(page, 'Post comment').click()
  await says(page, /moderator/)
  await expect.poll(() => composer(page).inputValue()).toBe('')
})

test('a limit to so many comments keeps the next one, which nothing that reopened lets go', async () => {
  const { id, url } = await room.story(1)
  const ann = await room.reader('Ann')
  const first = { params: { id }, body: { body: 'The first of two.' } }
  await ann.call('POST /api/v1/stories/:id/comments', first)
  const page = await room.read(url, ann)
  await composer(page).fill('The second of two.')
  await act(ann, { kind: 'limit', slowSeconds: 3600 })
  await shows(thread(page).getByRole('region', { name: 'Limited' }))
  await shows(button(page, /^Post in /))
  expect(await thread(page).getByText('Comments are open again').count()).toBe(0)
  await page.reload()
  await shows(thread(page).getByText('This is what you had written.'))
  expect(await composer(page).inputValue()).toBe('The second of two.')
})

test('without scripts the notice, the text and the appeal are there as well', async () => {
  const { id: storyId } = await room.story(1)
  const ann = await room.server.as('Ann Plain')
  const context = await room.browser.newContext({ javaScriptEnabled: false })
  await context.addCookies([{ name: 'afterword', value: ann.token, url: room.server.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${room.server.url}/stories/${storyId}`)
  await act(ann)
  await page.getByLabel('Your comment').fill('Typed before I knew.')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await shows(page.getByRole('region', { name: 'Banned' }).getByText(sanctionReason))
  expect((await page.getByLabel('Your comment').inputValue()).trim()).toBe('Typed before I knew.')
  const { drafts } = await ann.call('GET /api/v1/stories/:id/drafts', { params: { id: storyId } })
  expect(drafts).toMatchObject([{ body: 'Typed before I knew.' }])

  await page.getByRole('link', { name: 'Appeal' }).click()
  await page.getByLabel('Why it should not stand').fill('It was somebody else at my desk.')
  await page.getByRole('button', { name: 'Send the appeal' }).click()
  await shows(page.getByText('You have asked that another moderator look at it.', { exact: false }))
  await act(ann, { kind: 'warn' })
  await page.reload()
  await page.getByRole('button', { name: 'I have read this' }).click()
  await shows(page.getByText('You have read it.'))
  await shows(page.getByRole('heading', { name: 'A moderator warned you.' }))
})

test('a moderator comes from a held comment to its writer, notes, bans by keyboard, and takes it back', async () => {
  const { id: storyId } = await room.story()
  const rob = await room.reader('Rob Rude')
  const { end } = await room.suspend({ scope: 'story', storyId }, { mode: 'premoderated' })
  const { id } = await postAs(rob, storyId, 'You are all fools.')
  await end()
  const page = await visit(room.mo, `/console/desk/${id}`)
  await shows(page.getByRole('link', { name: 'Warn, limit or ban' }))
  await page.keyboard.press('w')
  await shows(page.getByRole('heading', { level: 1, name: 'Rob Rude' }))
  await shows(page.getByText('waits for a moderator'))
  await page.getByLabel('Add a note').fill('Third evening in a row.')
  await page.keyboard.press('Control+Enter')
  await shows(page.getByRole('listitem').getByText('Third evening in a row.'))

  // In the field that was written in it is a letter.
  await page.keyboard.press('b')
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('b')
  const form = page.getByRole('form', { name: 'Ban Rob Rude' })
  await form.locator(':focus').waitFor()
  await page.keyboard.press('Control+Enter')
  await shows(form.getByText('Choose the rule that was broken.'))
  await shows(form.getByText('Choose an end.'))
  await page.keyboard.press('a')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Insults again, after a warning.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await shows(form.getByText(/cannot comment, edit, agree, flag or report anywhere on the site/))
  await shows(form.getByRole('region', { name: 'Banned' }).getByText('Insults again, after a warning.'))
  expect(await form.getByRole('checkbox', { name: /You are all fools/ }).isChecked()).toBe(true)
  expect(await seriousBarriers(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await shows(page.getByText(/^in force until/))
  const { sanctions } = await rob.call('GET /api/v1/me/sanctions')
  expect(sanctions).toMatchObject([{ kind: 'ban', rule: 'abuse', comments: [{ text: 'You are all fools.' }] }])
  expect(await seriousBarriers(page)).toEqual([])

  await page.getByRole('button', { name: 'Made in error' }).press('Enter')
  await page.keyboard.type('That was another Rob.')
  await page.keyboard.press('Control+Enter')
  await shows(page.getByText('made in error, counts nowhere'))
  expect((await rob.call('GET /api/v1/me/sanctions')).sanctions).toEqual([])
})

test('a moderator of sections acts in one of theirs, and sees what is of the whole site without a way to change it', async () => {
  const ann = await room.reader('Ann Everywhere')
  const { id: storyId } = await room.story()
  await postAs(ann, storyId, 'Words of another section.')
  await act(ann, { kind: 'limit' })
  const sec = await room.server.as('Sec')
  const olive = await room.server.as('Olive', { role: 'owner' })
  const grants = ['Harbour', 'Town'].map((section) => ({ role: 'moderator' as const, storyId: null, section }))
  await olive.call('PUT /api/v1/people/:id/grants', { params: { id: sec.id }, body: { grants } })
  const page = await visit(sec, `/console/people/${ann.id}`)
  await shows(page.getByText('They have not written in your sections.'))
  await shows(page.getByText(sanctionReason))
  expect(await page.getByRole('button', { name: 'End early' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Warn', exact: true }).click()
  const form = page.getByRole('form', { name: 'Warn Ann Everywhere' })
  const where = form.getByLabel('Where')
  expect(await where.locator('option').allInnerTexts()).toEqual(['Choose a section', 'Only in Harbour', 'Only in Town'])
  await form.getByLabel('Rule').selectOption('abuse')
  await form.getByLabel('Reason, as the person reads it').fill('Insults in the harbour thread.')
  await page.keyboard.press('Control+Enter')
  await shows(form.getByText('Name the section.'))
  await shows(form.getByText(/cannot write in the section that you name/))
  await where.selectOption('Town')
  await shows(form.getByText(/cannot write in Town until/))
  expect(await seriousBarriers(page)).toEqual([])
  await form.getByRole('button', { name: 'Send the warning' }).click()
  await shows(page.getByText('not read yet'))
  await shows(page.getByText('in Town'))
  await page.getByRole('link', { name: 'Warnings, limits and bans' }).click()
  await page.getByRole('link', { name: 'In force' }).click()
  await shows(page.getByText('Nobody is limited or banned in your sections.'))
})

test('appeals are listed for staff; another moderator than the one who made it decides', async () => {
  const ann = await room.reader('Ann Asks')
  const { id } = await act(ann, { kind: 'limit' })
  const words = 'I have written here for years.'
  await ann.call('POST /api/v1/me/sanctions/:id/appeal', { params: { id }, body: { words } })
  const mine = await visit(room.mo, '/console/people/sanctions')
  await shows(mine.getByText(words).first())
  const item = (page: Page) => page.getByRole('listitem').filter({ hasText: words })
  await shows(item(mine).getByText(/A moderator who neither made nor changed it decides it/))
  expect(await item(mine).getByRole('button', { name: 'Decide the appeal' }).count()).toBe(0)

  const max = await room.server.as('Max Other', { role: 'moderator' })
  const page = await visit(max, '/console')
  // The queue of the desk counts it with the appeals in cases, and leads there.
  await shows(page.getByRole('link', { name: /^People (1 appeal|[2-9] appeals)$/ }))
  await page.getByRole('link', { name: /^Appeals [1-9]/ }).click()
  await page.getByRole('link', { name: /^[1-9] appeals? against/ }).click()
  await item(page).getByRole('button', { name: 'Decide the appeal' }).click()
  await page.getByRole('radio', { name: 'Lift it now' }).check()
  await page.getByLabel('Why; the person reads it').fill('Nothing here breaks the rule.')
  expect(await seriousBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Send the decision' }).click()
  await expect.poll(() => item(page).count()).toBe(0)
  expect((await ann.call('GET /api/v1/me/sanctions')).sanctions).toMatchObject([
    { ended: 'appeal', appeal: { answer: 'Nothing here breaks the rule.' } },
  ])
})

test('what another moderator changed while a form was open is not overwritten, but shown', async () => {
  const ann = await room.reader('Ann Twice')
  const { id } = await act(ann)
  const page = await visit(room.mo, `/console/people/${ann.id}`)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('Why, for staff').fill('A day less will do here.')
  const max = await room.server.as('Max Too', { role: 'moderator' })
  const reason = 'Insults, and threats in letters to the desk.'
  const { endsAt } = wantedSanction(room.server.ctx.now())
  const body = { version: 1, why: 'There were threats as well.', reason, slowSeconds: null, endsAt, reviewAt: null }
  await max.call('PATCH /api/v1/sanctions/:id', { params: { id }, body })
  await shows(page.getByText(reason, { exact: true }))
  await page.keyboard.press('Control+Enter')
  await shows(page.getByRole('alert').getByText(/^Somebody changed this meanwhile/))
  expect(await page.getByLabel('Why, for staff').inputValue()).toBe('A day less will do here.')
  expect((await ann.call('GET /api/v1/me/sanctions')).sanctions).toMatchObject([{ reason }])
})
