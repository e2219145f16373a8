import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  decideCase,
  flaggedComment,
  hearInVain,
  type Sight,
  seriousBarriers,
  stepCase,
  visitConsole,
} from '../support/console.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let browser: Browser
let vera: TestPerson
let olu: TestPerson
const complaints: string[][] = []
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  vera = await server.as('Vera Holm', { role: 'moderator' })
  olu = await server.as('Olu Other', { role: 'moderator' })
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

const stands = (page: Page) => page.getByRole('region', { name: 'Where it stands' })

/** A comment that somebody flagged for abuse, with its case. */
async function rudeComment(storyId: string) {
  const [reader, flagger] = [await server.as('Rude Reader'), await server.as('Fay Flagger')]
  const body = 'You are all idiots here.'
  const { id: commentId } = await reader.call('POST /api/v1/stories/:id/comments', {
    params: { id: storyId },
    body: { body },
  })
  const { id } = await flagger.call('POST /api/v1/comments/:id/flags', {
    params: { id: commentId },
    body: { kind: 'abuse', explanation: '' },
  })
  return { id, commentId }
}

test('a finding against criticism of the staff waits until a second moderator confirms it', async () => {
  const { id, reader } = await flaggedComment(server, await server.story('staff'))
  await hearInVain(vera, id, reader)
  const first = await visit(vera, `/console/cases/${id}`)
  await first.getByRole('checkbox', { name: /It criticises the site’s own staff/ }).click()
  await first.getByRole('checkbox', { checked: true }).waitFor()
  await first.getByRole('radio', { name: 'Lacks context' }).check()
  await first.getByRole('textbox', { name: 'Explanation' }).fill('What the crew had said before is left out.')
  await first.getByText('It then waits for a second moderator.').waitFor()
  await first.getByRole('button', { name: 'Record finding' }).click()
  await stands(first).getByText('You made this finding, so somebody else confirms it.').waitFor()
  expect(await first.getByRole('button', { name: 'Confirm the finding' }).count()).toBe(0)

  const second = await visit(olu, `/console/cases/${id}`)
  await second.getByRole('complementary', { name: 'Note on this comment' }).waitFor()
  await second.getByRole('button', { name: 'Do not confirm…' }).click()
  await second.getByRole('textbox', { name: 'Why not?' }).fill('The context is in the comment above it.')
  await second.keyboard.press('Control+Enter')
  await stands(second).getByText('In review.').waitFor()
  await first.getByText('The context is in the comment above it.').waitFor()

  await decideCase(vera, id, { finding: 'lacks_context', action: 'note' })
  await stands(second).getByText('It waits for a second moderator.').waitFor()
  await second.keyboard.press('s')
  await stands(second)
    .getByText(/unless undone/)
    .waitFor()
  await second.getByText('confirmed by Olu Other').waitFor()
})

test('an appeal shows the earlier finding and why it is appealed, and is judged by somebody else', async () => {
  const { id, flagger } = await flaggedComment(server, await server.story('appealed'))
  await decideCase(vera, id)
  await stepCase(vera, id, { step: 'publish' })
  const reason = 'The story says the very opposite of what the comment says.'
  await flagger.call('POST /api/v1/me/cases/:id/appeal', { params: { id }, body: { reason } })
  const barred = await visit(vera, `/console/cases/${id}?queue=appeals`)
  await barred.getByText('You judged this case before its appeal').waitFor()
  expect(await barred.getByRole('button', { name: 'Record finding' }).count()).toBe(0)

  const page = await visit(olu, `/console/cases/${id}?queue=appeals`)
  const appeal = page.getByRole('region', { name: 'Appeal' })
  await appeal.getByText(reason).waitFor()
  await appeal.getByRole('heading', { name: 'Finding: Fair paraphrase' }).waitFor()
  await page.keyboard.press('t')
  await stands(page).getByText('You have it in hand.').waitFor()
  await page.keyboard.press('d')
  await page.keyboard.press('Space')
  await page.getByRole('textbox', { name: 'Explanation' }).fill('Looked at again: it is fair all the same.')
  await page.keyboard.press('Control+Enter')
  await stands(page)
    .getByText(/unless undone/)
    .waitFor()
  await page.getByText('Looked at again: it is fair all the same.').first().waitFor()
})

test('a removal for conduct names its rule, takes effect at once, and is undone by one key', async () => {
  const { id, commentId } = await rudeComment(await server.story('rude'))
  const isShown = () =>
    server.call('GET /api/v1/comments/:id', { params: { id: commentId } }).then(
      ({ comment }) => comment.state === 'visible',
      () => false,
    )
  const page = await visit(vera, `/console/cases/${id}`)
  await page.getByRole('heading', { name: 'Conduct: Abuse' }).waitFor()
  await page.getByRole('radio', { name: 'Breaks the rules' }).check()
  await page.getByRole('textbox', { name: 'Explanation' }).fill('It insults everybody who writes here.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Choose what is done.').waitFor()
  await page.getByText('Name the rule that is broken.').waitFor()
  expect(await isShown()).toBe(true)
  await page.getByRole('radio', { name: 'Remove' }).check()
  await page.getByLabel('Rule broken').selectOption('abuse')
  await page.getByText('Your comment is removed.').waitFor()
  await page.getByRole('button', { name: 'Record finding' }).click()
  await stands(page)
    .getByText(/unless undone/)
    .waitFor()
  expect(await isShown()).toBe(false)
  // It is never public, so nothing about it is said to be published.
  expect(await page.getByRole('article').innerText()).not.toMatch(/publi/i)
  await page.keyboard.press('z')
  await page.getByRole('button', { name: 'Record finding' }).waitFor()
  expect(await isShown()).toBe(true)
})

test('what changed since is shown beside what was flagged: the comment as it stands now', async () => {
  const storyId = await server.story('edited-since')
  const { id, commentId, reader } = await flaggedComment(server, storyId)
  const { comment } = await server.call('GET /api/v1/comments/:id', { params: { id: commentId } })
  const body = `I read that the crew has explained why it was late, and I doubt it.`
  await reader.call('PATCH /api/v1/comments/:id', {
    params: { id: commentId },
    body: { body, revision: comment.revision },
  })
  const page = await visit(vera, `/console/cases/${id}`)
  const wrote = page.getByRole('region', { name: 'They wrote' })
  await wrote.getByText('Edited since it was flagged.').waitFor()
  await wrote.locator('strong').filter({ hasText: 'and I doubt it.' }).waitFor()
})

test('a case that its writer has corrected is at its end, and is opened again only with a reason', async () => {
  const { id, commentId, reader } = await flaggedComment(server, await server.story('corrected'))
  const { comment } = await server.call('GET /api/v1/comments/:id', { params: { id: commentId } })
  await reader.call('PATCH /api/v1/comments/:id', {
    params: { id: commentId },
    body: { body: 'I had misread it.', revision: comment.revision },
  })
  const page = await visit(vera, `/console/cases/${id}?queue=ended`)
  await stands(page).getByText('Its writer has edited the words away').waitFor()
  await page.getByRole('button', { name: 'Open it again…' }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Say why, in a few words.').waitFor()
  await page.keyboard.type('The same stands in the comment below it.')
  await page.keyboard.press('Control+Enter')
  await stands(page).getByText('In review.').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'The same stands in the comment below it.' }).waitFor()
})

test.each([
  { width: 1280, height: 900, scheme: 'dark' },
  { width: 390, height: 844, scheme: 'light' },
] as const)(
  'no state of a case has a serious barrier, or is wider than the window: $width, $scheme',
  async (sight) => {
    const storyId = await server.story(`states-${sight.scheme}`)
    const author = await server.as('Ines Marlow')
    await server.grant(author, 'author', storyId)
    const asked = await flaggedComment(server, storyId)
    const judged = await flaggedComment(server, storyId)
    const rude = await rudeComment(storyId)
    await decideCase(vera, judged.id, { action: 'note' })
    await stepCase(vera, judged.id, { step: 'publish' })
    const reason = 'The story says the very opposite of what the comment says.'
    await judged.flagger.call('POST /api/v1/me/cases/:id/appeal', { params: { id: judged.id }, body: { reason } })
    const check = async (page: Page) => {
      expect(await seriousBarriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }

    const page = await visit(olu, `/console/cases/${asked.id}`, sight)
    await page.getByRole('button', { name: 'Ask for a reply' }).first().click()
    await page.getByRole('textbox', { name: 'What is alleged' }).waitFor()
    await page.getByRole('radio', { name: 'Invented' }).check()
    await check(page)
    await page.goto(`${server.url}/console/cases/${judged.id}`)
    await page.getByRole('region', { name: 'Appeal' }).waitFor()
    await page.getByText(/steps in the log/).click()
    await check(page)
    await page.goto(`${server.url}/console/cases/${rude.id}`)
    await page.getByRole('radio', { name: 'Breaks the rules' }).check()
    await page.getByRole('radio', { name: 'Remove' }).check()
    await check(page)
    await page.goto(`${server.url}/console/cases?queue=appeals`)
    await page.getByRole('link', { name: judged.reference }).waitFor()
    await check(page)
    const theirs = await visit(author, `/console/cases/${asked.id}`, sight)
    await theirs.getByRole('textbox', { name: 'What you say to it' }).fill('We asked the crew twice.')
    await check(theirs)
  },
  60_000,
)
