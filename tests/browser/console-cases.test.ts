import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { claim, decideCase, explanation, flaggedComment, passage, stepCase, visitConsole } from '../support/console.ts'
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

async function visit(person: TestPerson | null, path: string): Promise<Page> {
  const made = await visitConsole(browser, server, person, path)
  complaints.push(made.complaints)
  return made.page
}

test('by keyboard alone: taken, asked, answered, decided, undone, decided again and published', async () => {
  const storyId = await server.story('by-keyboard')
  const { id, reference, commentId, reader, flagger } = await flaggedComment(server, storyId)
  const page = await visit(moderator, '/console/cases')
  const row = page.getByRole('link', { name: reference })
  await row.waitFor()
  for (let step = 0; step < 20 && (await row.getAttribute('aria-current')) !== 'true'; step++)
    await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: reference }).waitFor()
  await page.getByText(explanation).waitFor()
  const stands = page.getByRole('region', { name: 'Where it stands' })
  await page.keyboard.press('t')
  await stands.getByText('You have it in hand.').waitFor()
  await page.keyboard.press('v')
  await stands.getByText('In review.').waitFor()

  // A finding against somebody is not to be had before they were asked.
  await page.keyboard.press('d')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('radio', { name: 'Overstates', checked: true }).waitFor()
  await page.getByText(`This finding goes against ${reader.name}, who has not been asked for a reply yet.`).waitFor()
  expect(await page.getByRole('button', { name: 'Record finding' }).count()).toBe(0)
  await page.keyboard.press('a')
  const alleged = page.getByRole('textbox', { name: 'What is alleged' })
  await expect.poll(() => alleged.evaluate((field) => field === document.activeElement)).toBe(true)
  const words = await alleged.inputValue()
  expect(words).toContain('Your comment says more than the story does')
  expect(words).not.toContain(explanation)
  await page.keyboard.press('Control+Enter')
  await stands.getByText(`${reader.name} was asked for a reply.`).waitFor()

  const told = await reader.call('GET /api/v1/me/cases/:id', { params: { id } })
  expect(told).toMatchObject({ allegation: words, mayReply: true })
  expect(JSON.stringify(told)).not.toContain(flagger.name)
  await reader.call('POST /api/v1/me/cases/:id/reply', { params: { id }, body: { reply: 'I had it from the radio.' } })
  await page.getByText('I had it from the radio.').first().waitFor()
  await stands.getByText('They have answered. Decide.').waitFor()

  await page.keyboard.press('d')
  await page.keyboard.press('Tab')
  await page.keyboard.type('The story says the opposite: nothing was explained. j k d ?')
  await page.getByRole('complementary', { name: 'Note on this comment' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Finding: Overstates' }).waitFor()
  await stands.getByText(/^Published in \d+:\d\d unless undone\.$/).waitFor()
  await page.keyboard.press('z')
  await stands.getByText('In review.').waitFor()
  const text = page.getByRole('textbox', { name: 'Explanation' })
  await expect.poll(() => text.inputValue()).toBe('The story says the opposite: nothing was explained. j k d ?')
  await page.getByRole('radio', { name: 'Overstates', checked: true }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Finding: Overstates' }).waitFor()
  const { comment: before } = await server.call('GET /api/v1/comments/:id', { params: { id: commentId } })
  expect(before.notes).toEqual([])
  await page.keyboard.press('p')
  await stands.getByText('It is public.').waitFor()

  const { comment } = await server.call('GET /api/v1/comments/:id', { params: { id: commentId } })
  expect(comment.notes).toMatchObject([{ reference, finding: 'overstates', reply: 'I had it from the radio.' }])
  await page.keyboard.press('Escape')
  await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('two moderators on one case: the second is told who changed it, and loses no text', async () => {
  const { id } = await flaggedComment(server, await server.story('two-on-one'))
  const other = await server.as('Olu Other', { role: 'moderator' })
  const page = await visit(moderator, `/console/cases/${id}`)
  await page.getByRole('radio', { name: 'Cannot be settled' }).check()
  await page.getByRole('textbox', { name: 'Explanation' }).fill('What I had thought about it for a long while.')
  // The page must learn it from the refusal, not from live news.
  const aborted = `**/api/v1/cases/${id}`
  await page.route(aborted, (route) => route.abort())
  await decideCase(other, id)
  await page.getByRole('button', { name: 'Record finding' }).click()
  await page.getByRole('alert').filter({ hasText: 'Olu Other has changed this case meanwhile.' }).waitFor()
  const field = page.getByRole('textbox', { name: 'Explanation' })
  expect(await field.inputValue()).toBe('What I had thought about it for a long while.')

  await page.unroute(aborted)
  await owner.call('POST /api/v1/cases/:id/notes', { params: { id }, body: { body: 'Who has it?' } })
  await page.getByText('Olu Other has decided this case meanwhile').waitFor()
  await page.getByRole('heading', { name: 'Finding: Fair paraphrase' }).waitFor()
  const kept = page.getByRole('textbox', { name: 'Your text, not recorded: Cannot be settled' })
  expect(await kept.inputValue()).toBe('What I had thought about it for a long while.')
  complaints.length = 0 // the aborted requests
})

test('a case in somebody’s hands says so, and is taken over before it is decided', async () => {
  const { id, reference } = await flaggedComment(server, await server.story('in-hand'))
  await stepCase(owner, id, { step: 'take' })
  const page = await visit(moderator, `/console/cases/${id}`)
  await page.getByRole('link', { name: reference }).getByText('Olive Owner is on it').waitFor()
  await page.getByText('Olive Owner has this case in hand. Take it over before you decide.').waitFor()
  expect(await page.getByRole('button', { name: 'Record finding' }).count()).toBe(0)
  await page.keyboard.press('t')
  await page.getByRole('region', { name: 'Where it stands' }).getByText('You have it in hand.').waitFor()
  await page.getByRole('button', { name: 'Record finding' }).waitFor()
  await page.getByRole('link', { name: reference }).getByText('yours').waitFor()

  await owner.call('POST /api/v1/cases/:id/notes', { params: { id }, body: { body: 'I had read half of it.' } })
  await page.getByText('I had read half of it.').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Thank you, I go on from there.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('listitem').filter({ hasText: 'Thank you, I go on from there.' }).waitFor()
})

test('new flags and others’ decisions reach the open queue without moving what is selected', async () => {
  const storyId = await server.story('live-queue')
  const above = await flaggedComment(server, storyId)
  const { id, reference } = await flaggedComment(server, storyId)
  const page = await visit(moderator, `/console/cases/${id}`)
  const row = page.getByRole('link', { name: reference })
  await row.waitFor()
  await page.getByRole('link', { name: above.reference }).waitFor()
  const before = await row.boundingBox()
  const next = await flaggedComment(server, storyId)
  await page.getByRole('link', { name: next.reference }).waitFor()
  await decideCase(owner, above.id)
  await page.getByRole('button', { name: /^Put \d+ handled away/ }).waitFor()
  expect(await row.boundingBox()).toEqual(before)
})

test('queues and kinds: a case is found where it stands, and nowhere else', async () => {
  const storyId = await server.story('queues')
  const waiting = await flaggedComment(server, storyId)
  await stepCase(owner, waiting.id, { step: 'ask_reply', allegation: 'Your comment says more than the story does.' })
  const page = await visit(moderator, '/console/cases')
  const tabs = page.getByRole('navigation', { name: 'Which cases' })
  await tabs.getByRole('link', { name: /^Waiting [1-9]/ }).click()
  const row = page.getByRole('link', { name: waiting.reference })
  await row.getByText('waiting for a reply').waitFor()
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('conduct')
  await page.getByText('No case waits for a reply.').waitFor()
  await tabs.getByRole('link', { name: /^Open/ }).click()
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('')
  await page.getByRole('link', { name: /^MR-/ }).first().waitFor()
  expect(await row.count()).toBe(0)
})

test('the author answers beside the finding and with an update, without seeing who flagged, and may not decide', async () => {
  const storyId = await server.story('answered')
  const author = await server.as('Ines Marlow')
  await server.grant(author, 'author', storyId)
  const { id, reference, flagger } = await flaggedComment(server, storyId)
  const page = await visit(author, `/console/cases/${id}`)
  const text = page.getByRole('textbox', { name: 'What you say to it' })
  await text.fill('We asked the crew twice.')
  await page.getByText('The author says: We asked the crew twice.').waitFor()
  await page.getByRole('button', { name: 'Save answer' }).click()
  await page.getByRole('button', { name: 'Take it back' }).waitFor()
  expect((await moderator.call('GET /api/v1/cases/:id', { params: { id } })).answer).toBe('We asked the crew twice.')
  for (const hidden of [explanation, flagger.name, /weight/, /\bflags?\b/])
    expect(await page.getByText(hidden).count(), String(hidden)).toBe(0)
  expect(await page.getByRole('button', { name: 'Record finding' }).count()).toBe(0)

  // What is between moderators until a finding is public is nothing to the author.
  await decideCase(moderator, id, { explanation: 'Between moderators for ten minutes.' })
  await page.reload()
  await page.getByRole('region', { name: 'Where it stands' }).getByText('In review.').waitFor()
  expect(await page.getByText(/Fair paraphrase|Between moderators|unless undone/).allTextContents()).toEqual([])

  await page.getByRole('link', { name: 'Answer with an update' }).click()
  await page.getByText('This will be UPDATE 1.').waitFor()
  const update = page.getByRole('textbox', { name: 'Text' })
  await expect.poll(() => update.inputValue()).toContain(claim)
  await update.fill('The crew has still not said why the ferry was late.')
  await page.getByRole('button', { name: 'Publish UPDATE 1' }).click()
  await page.getByRole('heading', { name: 'UPDATE 1' }).waitFor()
  const thread = await server.call('GET /api/v1/stories/:id/thread', { params: { id: storyId }, query: {} })
  expect(thread.updates).toMatchObject([{ number: 1, kind: 'clarification', answers: { reference } }])
})

test('a moderator who is part of a case sees it, with why another judges it', async () => {
  const storyId = await server.story('own-case')
  const { id, flagger } = await flaggedComment(server, storyId)
  const party = await server.as('Pia Party', { role: 'moderator' })
  await server.grant(party, 'author', storyId)
  const page = await visit(party, `/console/cases/${id}`)
  await page.getByText('You wrote the story, so another moderator judges this case.').waitFor()
  await page.getByText('You are part of this case, so you are not shown who flagged it').waitFor()
  expect(await page.getByRole('button', { name: 'Record finding' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Take this case' }).count()).toBe(0)
  const shown = await page.getByRole('article').innerText()
  for (const hidden of [explanation, flagger.name, 'has no account here', 'Who they are'])
    expect(shown).not.toContain(hidden)
})

test('that a case has changed is put away once it is read, and said again of the next change', async () => {
  const { id } = await flaggedComment(server, await server.story('put-away'))
  const other = await server.as('Olu Other', { role: 'moderator' })
  const page = await visit(moderator, `/console/cases/${id}`)
  await page.getByRole('button', { name: 'Take this case' }).waitFor()
  const changed = page.getByText('This case has changed since you opened it.')
  await stepCase(other, id, { step: 'take' })
  await changed.waitFor()
  // Whoever begins a review has the case: from another's hands it is taken over, and seen to be.
  const stands = page.getByRole('region', { name: 'Where it stands' })
  await stands.getByRole('button', { name: 'Take over from Olu Other' }).waitFor()
  expect(await page.getByRole('button', { name: 'Begin review' }).count()).toBe(0)
  await page.getByRole('button', { name: 'I have seen it' }).click()
  await changed.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('case-state')
  await stepCase(other, id, { step: 'release' })
  await changed.waitFor()
})

test('whose post was reported is put right, in the case and in its log', async () => {
  const storyId = await server.story('put-right')
  const flagger = await server.as('Flo Agger')
  const { id } = await flagger.call('POST /api/v1/stories/:id/outside-flags', {
    params: { id: storyId },
    body: {
      post: {
        ...{ url: 'https://social.example/posts/put-right', postedBy: 'Somebody', language: 'zh' },
        ...{ text: '渡轮午夜离港。', translation: `They say that ${claim}.` },
      },
      ...{ type: 'invented', claim: { exact: claim }, source: { exact: passage }, explanation },
    },
  })
  const page = await visit(moderator, `/console/cases/${id}`)
  await page.getByRole('button', { name: 'Put right…' }).click()
  const postedBy = page.getByRole('textbox', { name: 'Posted by' })
  expect(await postedBy.inputValue()).toBe('Somebody')
  await postedBy.fill(' ')
  await page.keyboard.press('Enter')
  await page.getByText('Say whose account it stands under.').waitFor()
  await postedBy.fill('海港观察')
  await page.getByRole('textbox', { name: 'First written by' }).fill('Harbour Watch')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '海港观察, on social.example' }).waitFor()
  await page.getByText('First written, it is said, by Harbour Watch.').waitFor()
  await page.getByText('2 steps in the log').click()
  await page.getByText('Put right whose post it is').waitFor()
})

test('the keys of an author are theirs alone', async () => {
  const storyId = await server.story('keys-of-author')
  const author = await server.as('Ann Author')
  await server.grant(author, 'author', storyId)
  for (const [person, judges] of [
    [author, false],
    [moderator, true],
  ] as const) {
    const page = await visit(person, '/console/cases')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard' })
    await sheet.getByText('Answer with an update').waitFor()
    expect(await sheet.getByText('To the decision').count()).toBe(judges ? 1 : 0)
    expect(await sheet.getByText('People, settings').count()).toBe(0)
  }
})
