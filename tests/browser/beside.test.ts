import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { decide, flagged, misrepresents, step } from '../support/case-steps.ts'
import { claim, explanation, passage, seriousBarriers } from '../support/console.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const why = 'The story says that the crew has not said why; the comment says that it has.'
const allegation = 'Your comment says that the crew has explained it. The story says that it has not.'
const HOUR = 3_600_000

let server: TestServer
let publisher: Publisher
let browser: Browser
let moderator: TestPerson
let stories = 0
const complaints: string[][] = []

beforeAll(async () => {
  publisher = await startPublisher(() => server.url)
  server = await startServer({ env: { ALLOWED_ORIGINS: `https://news.example,${publisher.origin}` } })
  browser = await openBrowser()
  moderator = await server.as('Mo Derator', { role: 'moderator' })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await publisher?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0).flat()).toEqual([])
})

/** A story with a comment of Ann’s that says something else than the story does, and one after it. */
async function storyOfAnn() {
  const slug = `crossing-${++stories}`
  const storyId = await server.story(slug)
  const ann = await server.as('Ann Other', { scope: 'embed' })
  const post = (body: string, parentId: string | null = null, by = ann) =>
    by.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, headers: {}, body: { body, parentId } })
  const { id } = await post(`I read that ${claim}.`)
  return { storyId, url: `https://news.example/${slug}`, ann, id, post }
}

/** The publisher’s page with the thread in view, for somebody signed in there or for anybody. */
async function read(url: string, person?: TestPerson, options: BrowserContextOptions & { hash?: string } = {}) {
  const { hash = '', ...rest } = options
  const context = await browser.newContext({
    viewport: { width: 1000, height: 800 },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    ...rest,
  })
  if (person)
    await context.addInitScript(
      ([key, token]) => localStorage.setItem(key ?? '', JSON.stringify(token)),
      [`afterword:token:${server.url}`, person.token],
    )
  const page = await context.newPage()
  complaints.push(complaintsOf(page))
  page.setDefaultTimeout(20_000)
  await page.goto(publisher.page(url) + hash)
  await thread(page).scrollIntoViewIfNeeded()
  await thread(page)
    .getByRole('heading', { name: /^Comments/ })
    .waitFor()
  return page
}

const thread = (page: Page) => page.locator('afterword-thread')
const article = (page: Page, id: string) => thread(page).locator(`article[id="comment-${id}"]`)
const note = (page: Page) => thread(page).getByRole('complementary', { name: 'Note on this comment' })
const dialog = (page: Page) => thread(page).getByRole('dialog')
/** How far the case is, as it stands in the dialog. */
const stage = (page: Page, words: string) => dialog(page).getByRole('paragraph').filter({ hasText: words })

describe('beside a comment', () => {
  it('stands the finding, what its writer answered, what the author says, and the way to the case', async () => {
    const { storyId, url, ann, id } = await storyOfAnn()
    const { id: caseId, reference } = await flagged(server, id)
    await step(moderator, caseId, { step: 'ask_reply', allegation })
    const reply = 'I heard it on the quay, and took it for the story.'
    await ann.call('POST /api/v1/me/cases/:id/reply', { params: { id: caseId }, body: { reply } })
    await decide(moderator, caseId, { finding: 'overstates', explanation: why, action: 'note' })
    const author = await server.as('Art Thor')
    await server.grant(author, 'author', storyId)
    const answer = 'I could have put it more plainly.'
    await author.call('PUT /api/v1/cases/:id/answer', { params: { id: caseId }, body: { answer } })

    const page = await read(url)
    await article(page, id).getByText(claim).waitFor()
    expect(await note(page).count()).toBe(0)
    await step(moderator, caseId, { step: 'publish' })
    // Nobody edited it: its own line may not say so.
    await article(page, id).getByRole('button', { name: 'Note added · show' }).waitFor()
    await thread(page).getByRole('button', { name: 'A note was added — show' }).click()
    await note(page).getByText('This comment says more than the story does.').waitFor()
    await note(page).getByText(`Ann Other answered: “${reply}”`).waitFor()
    await note(page).getByText(`The story’s author answered: “${answer}”`).waitFor()
    const link = note(page).getByRole('link', { name: `How this was decided: ${reference}` })
    expect(await link.getAttribute('href')).toBe(`${server.url}/cases/${reference}`)
    const marked = await note(page).locator('mark').allTextContents()
    expect(marked.join(' ')).toMatch(/explained/)
    expect(await seriousBarriers(page)).toEqual([])

    await ann.call('POST /api/v1/me/cases/:id/appeal', { params: { id: caseId }, body: { reason: explanation } })
    await article(page, id).getByRole('button', { name: 'Note changed · show' }).click()
    await note(page).getByText('Under appeal: another moderator looks at it again.').waitFor()
    await link.click()
    await page.waitForURL(/\/cases\//)
    await page.goBack()
    await article(page, id).and(page.locator('.highlighted')).waitFor()
  })

  it('says that the writer was asked to correct it, and then that they did', async () => {
    const { url, ann, id } = await storyOfAnn()
    const { id: caseId } = await flagged(server, id)
    await step(moderator, caseId, { step: 'ask_reply', allegation })
    await ann.call('POST /api/v1/me/cases/:id/reply', { params: { id: caseId }, body: { reply: null } })
    await decide(moderator, caseId, { finding: 'overstates', explanation: why, action: 'ask_edit' })
    await step(moderator, caseId, { step: 'publish' })
    const page = await read(url)
    await note(page).getByText('The writer has been asked to correct this.').waitFor()
    const edit = { body: 'I read that it was late.', revision: 1 }
    await ann.call('PATCH /api/v1/comments/:id', { params: { id }, body: edit })
    await note(page)
      .getByText(/^Corrected by its writer on .+: these words are no longer in the comment\.$/)
      .waitFor()
  })

  it('stands first where it folds the comment, whose words are there on request', async () => {
    const { url, ann, id, post } = await storyOfAnn()
    await post('A reply to it.', id)
    const { id: caseId } = await flagged(server, id)
    await step(moderator, caseId, { step: 'ask_reply', allegation })
    await ann.call('POST /api/v1/me/cases/:id/reply', { params: { id: caseId }, body: { reply: null } })
    await decide(moderator, caseId, { finding: 'invented', explanation: why, action: 'collapse' })
    await step(moderator, caseId, { step: 'publish' })
    const page = await read(url)
    await note(page).waitFor()
    const words = article(page, id).getByText(`I read that ${claim}.`)
    expect(await words.isVisible()).toBe(false)
    await thread(page).getByText('A reply to it.').waitFor()
    await article(page, id).getByText('Show the comment').click()
    await words.waitFor()
    expect(await seriousBarriers(page)).toEqual([])
  })
})

describe('a comment that is removed', () => {
  it('leaves its place and the rule to readers, its words to its writer, and comes back on every page', async () => {
    const { url, ann, id, post } = await storyOfAnn()
    const later = await post('What stands after it.')
    const page = await read(url)
    const own = await read(url, ann)
    await article(own, id).getByRole('button', { name: 'Edit' }).waitFor()
    const { id: caseId } = await flagged(server, id, { kind: 'abuse', explanation: '' })
    const judged = {
      finding: 'breaks_rules',
      explanation: 'It insults the crew.',
      action: 'remove',
      rule: 'abuse',
    } as const
    await decide(moderator, caseId, judged)

    await article(page, id).getByText('Removed by a moderator: abuse.').waitFor()
    expect(await thread(page).getByText(claim).count()).toBe(0)
    await thread(page).getByText('1 comment', { exact: true }).waitFor({ state: 'attached' })
    await article(own, id).getByText(`I read that ${claim}.`).waitFor()

    const below = () => article(page, later.id).evaluate((element) => element.getBoundingClientRect().top)
    const before = await below()
    await step(moderator, caseId, { step: 'undo' })
    await article(page, id).getByText(`I read that ${claim}.`).waitFor()
    expect(Math.abs((await below()) - before)).toBeLessThan(1)
    await thread(page).getByText('2 comments', { exact: true }).waitFor({ state: 'attached' })
    await article(own, id).getByRole('button', { name: 'Edit' }).waitFor()
  })

  it('tells its writer why, and takes an appeal', async () => {
    const { url, ann, id } = await storyOfAnn()
    const { id: caseId, reference } = await flagged(server, id, { kind: 'abuse', explanation: '' })
    const judged = {
      finding: 'breaks_rules',
      explanation: 'It insults the crew.',
      action: 'remove',
      rule: 'abuse',
    } as const
    await decide(moderator, caseId, judged)
    const page = await read(url, ann)
    await article(page, id).getByText('The reasons, and how to appeal, follow within minutes.').waitFor()
    await step(moderator, caseId, { step: 'publish' })
    await article(page, id).getByRole('button', { name: 'Why, and how to appeal' }).click()
    await dialog(page).getByText('It insults the crew.').waitFor()
    await dialog(page).getByText('No insults, threats or harassment').waitFor()
    await dialog(page).getByText('No automated means were used.').waitFor()
    await dialog(page).getByRole('textbox', { name: 'Why the decision is wrong' }).fill('Too short.')
    await dialog(page).getByRole('button', { name: 'Send the appeal' }).click()
    await dialog(page).getByText('Say in at least 20 characters what is wrong.').waitFor()
    await page.keyboard.type(' It was meant in jest, about my own brother.')
    await page.keyboard.press('Control+Enter')
    await stage(page, 'Under appeal: another moderator looks at it again.').waitFor()
    expect(await seriousBarriers(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'All my cases' }).click()
    await dialog(page)
      .getByRole('button', { name: `Open ${reference}` })
      .waitFor()
    const mine = await ann.call('GET /api/v1/me/cases/:id', { params: { id: caseId } })
    expect(mine.appeal?.reason).toBe('Too short. It was meant in jest, about my own brother.')
  })
})

it('a connection that is lost is told without moving anything', async () => {
  const { url, ann, id } = await storyOfAnn()
  const page = await read(url, ann, { viewport: { width: 390, height: 844 } })
  await thread(page).getByRole('button', { name: 'My cases' }).waitFor()
  await thread(page)
    .getByRole('button', { name: /^Report a post/ })
    .waitFor()
  const top = () => article(page, id).evaluate((element) => element.getBoundingClientRect().top)
  const before = await top()
  await page.context().setOffline(true)
  await thread(page).getByText('Offline').waitFor()
  expect(await top()).toBe(before)
  complaints.length = 0 // The browser’s words on a connection that was cut.
})

describe('a case, for who wrote the comment', () => {
  it('opens from the address, shows the time to answer, and keeps what is written until it is sent', async () => {
    const { url, ann, id } = await storyOfAnn()
    const { id: caseId } = await flagged(server, id)
    await step(moderator, caseId, { step: 'ask_reply', allegation, hours: 48 })
    server.clock.forward(45 * HOUR)
    const page = await read(url, ann, { hash: `#case-${caseId}` })
    await dialog(page).getByText(allegation).waitFor()
    await dialog(page).getByText(passage).waitFor()
    await dialog(page)
      .getByText(/^(3 h|2 h 5\d min) left$/)
      .waitFor()
    const field = dialog(page).getByRole('textbox', { name: 'Your answer' })
    await field.fill('I took the')
    expect(await seriousBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).hash).toBe('')

    await page.reload()
    await thread(page).scrollIntoViewIfNeeded()
    await thread(page).getByRole('button', { name: 'My cases' }).click()
    await dialog(page)
      .getByText(/^You can answer until /)
      .waitFor()
    await dialog(page)
      .getByRole('button', { name: /^Open MR-/ })
      .click()
    await dialog(page).getByText('This is what you wrote last time.').waitFor()
    expect(await field.inputValue()).toBe('I took the')

    await page.context().setOffline(true)
    await field.fill('I took the quay’s word for the story’s.')
    await dialog(page).getByRole('button', { name: 'Send the answer' }).click()
    await dialog(page).getByText('Not sent: there is no connection. What you wrote is kept.').waitFor()
    await page.context().setOffline(false)
    complaints.length = 0 // The browser’s words on a connection that was cut.
    await dialog(page).getByRole('button', { name: 'Send the answer' }).click()
    await dialog(page).getByText('It is published beside the finding, if there is one.').waitFor()
    const mine = await ann.call('GET /api/v1/me/cases/:id', { params: { id: caseId } })
    expect(mine.reply).toBe('I took the quay’s word for the story’s.')
  })

  it('takes a refusal to answer after asking, and leads to the comment’s own form', async () => {
    const { url, ann, id } = await storyOfAnn()
    const { id: caseId } = await flagged(server, id)
    await step(moderator, caseId, { step: 'ask_reply', allegation })
    const page = await read(url, ann, { hash: `#case-${caseId}` })
    await dialog(page).getByRole('button', { name: 'I will not answer' }).click()
    await dialog(page).getByRole('button', { name: 'Keep my time' }).click()
    await dialog(page).getByRole('button', { name: 'Correct the comment' }).click()
    const form = article(page, id).getByRole('textbox', { name: 'Edit your comment' })
    expect(await form.inputValue()).toBe(`I read that ${claim}.`)
    await page.evaluate((hash) => {
      location.hash = hash
    }, `#case-${caseId}`)
    await dialog(page).getByRole('button', { name: 'I will not answer' }).click()
    await dialog(page).getByRole('button', { name: 'Send no answer' }).click()
    await stage(page, 'You said that you will not answer.').waitFor()
    const mine = await ann.call('GET /api/v1/me/cases/:id', { params: { id: caseId } })
    expect(mine.hasWaivedReply).toBe(true)
  })

  it('keeps an answer that comes after the decision, and says so', async () => {
    const { url, ann, id } = await storyOfAnn()
    const { id: caseId } = await flagged(server, id)
    await step(moderator, caseId, { step: 'ask_reply', allegation, hours: 24 })
    const page = await read(url, ann, { hash: `#case-${caseId}` })
    await dialog(page).getByRole('textbox', { name: 'Your answer' }).fill('It comes too late.')
    server.clock.forward(25 * HOUR)
    await expect
      .poll(async () => (await moderator.call('GET /api/v1/cases/:id', { params: { id: caseId } })).state, {
        timeout: 10_000,
      })
      .not.toBe('waiting_reply')
    await decide(moderator, caseId, { finding: 'overstates', explanation: why, action: 'note' })
    await step(moderator, caseId, { step: 'publish' })
    await dialog(page).getByRole('button', { name: 'Send the answer' }).click()
    await dialog(page).getByRole('heading', { name: 'The decision, and why' }).waitFor()
    await dialog(page).getByText('It comes too late.').waitFor()
    await dialog(page).getByRole('textbox', { name: 'Why the decision is wrong' }).waitFor()
  })
})

it('a flagger follows their case, and takes the flag back', async () => {
  const { url, id } = await storyOfAnn()
  const { id: caseId, flagger } = await flagged(server, id)
  const page = await read(url, flagger, { hash: `#case-${caseId}` })
  await stage(page, 'A moderator looks at it. Nothing is decided.').waitFor()
  await dialog(page).getByRole('button', { name: 'Take the flag back' }).click()
  await dialog(page).getByRole('button', { name: 'Take it back' }).click()
  await stage(page, 'Ended: it was withdrawn.').waitFor()
})

it('posts elsewhere that were checked stand in one line under the composer, and open in place', async () => {
  const { storyId, url, id } = await storyOfAnn()
  const reporter = await server.as('Rea Porter')
  const post = {
    url: 'https://tidelines.example/@quay/48213?utm_source=share',
    postedBy: '@quay',
    originatedBy: '@marsh',
    text: '船员已经解释了为什么迟到。',
    language: 'zh',
    translation: 'The crew has explained why it was late.',
  }
  const body = {
    post,
    type: 'overstated',
    claim: { exact: '船员已经解释了为什么迟到' },
    source: { exact: passage },
    explanation: misrepresents.explanation,
  } as const
  const page = await read(url)
  await article(page, id).waitFor()
  await thread(page).getByRole('button', { name: 'Report a post elsewhere that misrepresents this story' }).waitFor()
  const made = await reporter.call('POST /api/v1/stories/:id/outside-flags', { params: { id: storyId }, body })
  await decide(moderator, made.id, { finding: 'overstates', explanation: why, action: 'statement' })
  await step(moderator, made.id, { step: 'publish' })
  const line = thread(page).getByText('Elsewhere: posts about this story that we checked (1)')
  await line.click()
  const shown = thread(page).getByRole('article', { name: 'The post on tidelines.example' })
  await shown.getByText('This post says more than the story does.').waitFor()
  await shown.getByText('“The crew has explained why it was late.”').waitFor()
  await shown.getByText('Chinese').first().waitFor()
  const link = shown.getByRole('link', { name: /^The post on tidelines\.example/ })
  expect(await link.getAttribute('rel')).toBe('nofollow ugc noopener')
  expect(await seriousBarriers(page)).toEqual([])
})
