import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { seriousBarriers, visitConsole } from '../support/console.ts'
import {
  button,
  composer,
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
let owner: TestPerson

const send = async (page: Page, body: string) => {
  await composer(page).fill(body)
  await button(page, 'Post comment').click()
}
const rule = (name: string, phrases: string[], outcome: 'hold' | 'refuse') =>
  owner.call('POST /api/v1/screening/rules', { body: { name, outcome, check: { kind: 'words', phrases } } })

beforeAll(async () => {
  room = await openNewsroom()
  owner = await room.server.as('Olive', { role: 'owner' })
  await rule('Name-calling', ['grub'], 'hold')
  await rule('Not here', ['blighter'], 'refuse')
})
afterAll(() => room?.close())
afterEach(async () => {
  // A refused text is a request that the browser reports as failed.
  expect((await room.complaints()).filter((words) => !words.includes('422'))).toEqual([])
})

describe('a rule in the console', () => {
  it('is written, tried on past comments, saved, and seen in the queue with the words it found', async () => {
    const { server, browser } = room
    const { id } = await room.story()
    const ann = await room.reader('Ann')
    await postAs(ann, id, 'You utter dastard.')
    await postAs(ann, id, 'A fine day.')
    const { page, complaints } = await visitConsole(browser, server, owner, '/console/settings/screening')
    await page.getByRole('button', { name: 'Write the rule' }).click()
    await page.getByRole('button', { name: 'Save the rule' }).click()
    await page.getByText('Write at least one.').waitFor()
    await page.getByLabel('Name, for moderators').fill('Insults')
    await page.getByLabel('Words and phrases, one a line').fill('dastard\nknave')
    await page.getByRole('button', { name: 'Try it on past comments' }).click()
    await page.getByText('Of the last 2 comments it would have caught 1.').waitFor()
    expect(await page.locator('.co-dry-run mark').allTextContents()).toEqual(['dastard'])
    expect(await seriousBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Save the rule' }).click()
    await page.getByRole('heading', { name: 'Insults', level: 2 }).waitFor()
    await page.getByText('Caught nothing in 30 days.').first().waitFor()
    expect(await seriousBarriers(page)).toEqual([])

    await postAs(ann, id, 'Gruß, you dastard.')
    await page.goto(`${server.url}/console/desk`)
    await page.getByLabel('Held by a rule').selectOption('Name-calling (0)')
    await page.getByText('No comment fits').waitFor()
    await page.getByLabel('Held by a rule').selectOption('Insults (1)')
    await page.getByRole('link', { name: /Gruß, you dastard/ }).click()
    await page.locator('.co-why-held').getByText('Insults').waitFor()
    expect(await page.locator('.co-why-held mark').allTextContents()).toEqual(['dastard'])
    expect(await seriousBarriers(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe('a rule for some stories', () => {
  it('names them in its summary and in its form, and holds comments nowhere else', async () => {
    const { server, browser } = room
    const [one, other] = [await room.story(), await room.story()]
    const { title } = await owner.call('GET /api/v1/stories/:id', { params: { id: one.id } })
    const { page, complaints } = await visitConsole(browser, server, owner, '/console/settings/screening')
    await page.getByLabel('What it looks at').selectOption('premoderate')
    await page.getByRole('button', { name: 'Write the rule' }).click()
    await page.getByLabel('Name, for moderators').fill('The trial')
    await page.getByRole('combobox', { name: 'Add a story by its title' }).fill(title)
    await page.getByRole('option', { name: title }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: `No longer on ${title}` }).waitFor()
    expect(await seriousBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Save the rule' }).click()
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'The trial' }) })
    await row.getByText('1 story').waitFor()
    const link = row.getByRole('link', { name: title })
    expect(await link.getAttribute('href')).toBe(`/console/stories/${one.id}`)
    expect(await seriousBarriers(page)).toEqual([])
    const ann = await room.reader('Ann')
    expect([(await postAs(ann, one.id, 'Here.')).state, (await postAs(ann, other.id, 'There.')).state]).toEqual([
      'pending',
      'visible',
    ])

    await row.getByRole('button', { name: 'Change The trial' }).click()
    await page.getByRole('button', { name: `No longer on ${title}` }).click()
    await page.getByRole('checkbox', { name: 'The rule is on' }).uncheck()
    await page.getByRole('button', { name: 'Save the rule' }).click()
    await row.getByText('everywhere').waitFor()
    expect(complaints).toEqual([])
  })
})

describe('the writer', () => {
  it('is told in the thread why a comment is held', async () => {
    const { url } = await room.story(1)
    const page = await room.read(url, await room.reader('Bob'))
    await send(page, 'What a grub.')
    await says(page, 'It is held because it contains a word or phrase that is checked here.')
    await page.reload()
    await isThere(page)
    await says(page, 'It is held because it contains a word or phrase that is checked here.')
  })

  it('sees a public comment wait when its new words are held, and back when they are let through; others too', async () => {
    const { id, url } = await room.story(1)
    const [page, other] = [await room.read(url, await room.reader('Cid')), await room.read(url)]
    await send(page, 'The sea is grey.')
    const own = thread(page)
      .getByRole('article')
      .filter({ hasText: /sea is grey|grub is grey/ })
    const seen = (words: string) => thread(other).getByRole('article').filter({ hasText: words })
    await shows(seen('The sea is grey.').or(button(other, '1 new comment — show')).first())
    if (await button(other, '1 new comment — show').count()) await button(other, '1 new comment — show').click()
    await own.getByRole('button', { name: 'Edit' }).click()
    await thread(page).getByRole('textbox', { name: 'Edit your comment' }).fill('The grub is grey.')
    await button(page, 'Save').click()
    await shows(own.getByText(/^It is held because/))
    await seen('The sea is grey.').waitFor({ state: 'detached' })
    const { items } = await room.mo.call('GET /api/v1/queue', { query: { storyId: id } })
    const body = { decision: 'approve' as const, revision: 2 }
    await room.mo.call('POST /api/v1/comments/:id/decision', { params: { id: items[0]!.id }, body })
    await own.getByText(/^It is held because/).waitFor({ state: 'detached' })
    await shows(own.getByText('The grub is grey.'))
    await shows(seen('The grub is grey.').or(button(other, /show$/)).first())
  })

  it('reads why a text is refused, and keeps it to change', async () => {
    const { url } = await room.story(1)
    const page = await room.read(url, await room.reader('Dee'))
    await send(page, 'You blighter.')
    await says(page, /^Not sent\. As it stands this cannot be posted/)
    expect(await composer(page).inputValue()).toBe('You blighter.')
    await send(page, 'You are mistaken.')
    await shows(thread(page).getByRole('article').filter({ hasText: 'You are mistaken.' }))
    expect(await thread(page).getByText('An earlier draft is kept').count()).toBe(0)
  })

  it('finds nothing in the form beside the field and its buttons, by keyboard or ear', async () => {
    const { url } = await room.story(1)
    const page = await room.read(url, await room.reader('Eve'))
    await composer(page).fill('Hello.')
    const trap = thread(page).locator('input[name=website]').first()
    await trap.waitFor({ state: 'attached' })
    expect(await trap.getAttribute('tabindex')).toBe('-1')
    expect(await thread(page).getByRole('textbox').count()).toBe(1)
  })
})
