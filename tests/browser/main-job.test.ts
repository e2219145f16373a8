import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { type BuiltServer, startBuilt } from '../support/built-server.ts'
import { letterIn, linkIn } from '../support/letters.ts'

const run = promisify(execFile)
const FERRY = '/stories/lowmere-ferry-keeps-its-bell'
const password = 'a long enough password'

/**
 * The whole way of the product, in the order a person would go it, on the built server with its demonstration
 * newspaper: three people in three browser contexts. Each step goes on where the one before it ended.
 */
describe('the main job, in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-way-'))
  let server: BuiltServer
  let browser: Browser
  const complaints: string[][] = []
  let owner: Page
  let ann: Page
  let ben: Page
  let annsContext: BrowserContext

  const thread = (page: Page) => page.locator('afterword-thread')
  const comment = (page: Page, words: string) => thread(page).getByRole('article').filter({ hasText: words }).last()
  const composer = (page: Page) => thread(page).getByRole('textbox', { name: 'Your comment' })
  const shows = (locator: Locator) => locator.waitFor({ state: 'visible' })

  /** New comments may wait behind the counted button so that no text moves; whoever wants to read them presses it. */
  async function showNew(page: Page, words: string): Promise<Locator> {
    const pill = thread(page).getByRole('button', { name: /show$/ }).first()
    const wanted = comment(page, words)
    await shows(wanted.or(pill).first())
    if (!(await wanted.isVisible())) await pill.click()
    await shows(wanted)
    return wanted
  }

  async function fillAccount(page: Page, name: string): Promise<void> {
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`)
    await page.getByLabel('Password', { exact: true }).fill(password)
  }

  async function signUpFromThread(page: Page, name: string): Promise<void> {
    await page.goto(server.url + FERRY)
    await thread(page).scrollIntoViewIfNeeded()
    const opening = page.waitForEvent('popup')
    await thread(page).getByRole('button', { name: 'Sign in', exact: false }).first().click()
    const popup = await opening
    await popup
      .getByRole('button', { name: 'Create an account' })
      .or(popup.getByRole('link', { name: 'Create an account' }))
      .first()
      .click()
    await fillAccount(popup, name)
    await popup.getByRole('button', { name: 'Create an account' }).click()
    const letter = await page.context().newPage()
    await letter.goto(linkIn(await letterIn(folder, `${name.toLowerCase()}@example.org`)))
    await letter.getByRole('button', { name: 'Make my account' }).click()
    await letter.getByRole('heading', { name: `You are signed in as ${name}` }).waitFor()
    await letter.close()
    const closed = popup.waitForEvent('close')
    await popup.getByRole('button', { name: `Continue as ${name}` }).click()
    await closed
    await shows(thread(page).getByText(name, { exact: true }).first())
  }

  beforeAll(async () => {
    server = await startBuilt({ PORT: '0', DATA_DIR: folder })
    browser = await openBrowser()
    annsContext = await browser.newContext()
    owner = await (await browser.newContext()).newPage()
    ann = await annsContext.newPage()
    ben = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    for (const page of [owner, ann, ben]) {
      page.setDefaultTimeout(20_000)
      complaints.push(complaintsOf(page))
    }
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('serves a demonstration newspaper with threads', async () => {
    await ann.goto(server.url)
    expect(await ann.getByRole('heading', { level: 2 }).count()).toBeGreaterThanOrEqual(3)
    await ann.goto(server.url + FERRY)
    await thread(ann).scrollIntoViewIfNeeded()
    await shows(thread(ann).getByRole('article').first())
  })

  it('makes the owner by the link from the terminal, once', async () => {
    await owner.goto(server.setupLink)
    await fillAccount(owner, 'Olive')
    await owner.getByRole('button', { name: 'Make me the owner' }).click()
    await shows(owner.getByRole('link', { name: 'People' }))
    const again = await fetch(server.setupLink)
    expect(await again.text()).not.toContain('name="password"')
  })

  it('lets two readers sign up, comment, reply, edit and delete, each seen by the other without reload', async () => {
    await signUpFromThread(ann, 'Ann')
    await signUpFromThread(ben, 'Ben')
    await composer(ann).fill('The bell was **never** rung by hand, they say.')
    await thread(ann).getByRole('button', { name: 'Post comment' }).click()
    await shows(comment(ann, 'The bell was never rung by hand'))

    const seen = await showNew(ben, 'The bell was never rung by hand')
    await seen.getByRole('button', { name: 'Reply' }).first().click()
    await thread(ben).getByRole('textbox', { name: 'Your reply to Ann' }).fill('Who says so?')
    await thread(ben).getByRole('button', { name: 'Post reply' }).click()
    await shows(comment(ben, 'Who says so?'))
    await showNew(ann, 'Who says so?')

    await comment(ben, 'Who says so?').getByRole('button', { name: 'Edit' }).click()
    await thread(ben).getByRole('textbox', { name: 'Edit your comment' }).fill('Who says so, and where?')
    await thread(ben).getByRole('button', { name: 'Save' }).click()
    const edited = comment(ann, 'Who says so, and where?')
    const showEdit = thread(ann).getByRole('button', { name: 'Edited · show' })
    await shows(edited.or(showEdit).first())
    if (!(await edited.isVisible())) await showEdit.first().click()
    await shows(edited)
    const wordings = edited.getByRole('link', { name: 'earlier wordings' })
    expect(await wordings.getAttribute('href')).toMatch(/^http.+\/stories\/.+\/comments\/.+\/wordings$/)

    await comment(ben, 'Who says so, and where?').getByRole('button', { name: 'Delete' }).click()
    await thread(ben).getByRole('button', { name: 'Delete it' }).click()
    await edited.waitFor({ state: 'hidden' })
    await shows(thread(ann).getByText('This comment was deleted.').last())
  })

  it('pauses the story with a public reason; half-written text stays, also after a reload; reopened, it is posted', async () => {
    await composer(ben).fill('I was on that boat, and I can tell you')
    await owner.getByRole('link', { name: 'Stories' }).click()
    await owner.getByRole('link', { name: /Lowmere ferry/ }).click()
    await owner.getByRole('button', { name: 'Pause commenting' }).click()
    await owner.getByLabel('Kind of reason').selectOption({ label: 'Heated discussion' })
    await owner
      .getByLabel('Reason, in words readers will see')
      .fill('Everybody is a little tired. We are back in half an hour.')
    await owner.getByText('30 min', { exact: true }).click()
    await owner.getByRole('button', { name: 'Check and confirm' }).click()
    await shows(owner.getByText('They cannot post, reply, edit or agree.'))
    await owner.getByRole('button', { name: /^Pause until/ }).click()
    await shows(owner.getByRole('button', { name: 'Reopen now' }))

    for (const page of [ann, ben]) {
      await shows(thread(page).getByText('Everybody is a little tired.').first())
      await shows(
        thread(page)
          .getByText(/^Comments on this story are paused until/)
          .first(),
      )
    }
    expect(await composer(ben).inputValue()).toBe('I was on that boat, and I can tell you')
    await ben.reload()
    await thread(ben).scrollIntoViewIfNeeded()
    await shows(composer(ben))
    expect(await composer(ben).inputValue()).toBe('I was on that boat, and I can tell you')
    await ann.goto(`${server.url}/log`)
    await shows(ann.getByText('Everybody is a little tired.').first())
    await ann.goto(server.url + FERRY)
    await thread(ann).scrollIntoViewIfNeeded()

    await owner.getByRole('button', { name: 'Reopen now' }).click()
    await owner.getByRole('button', { name: 'Reopen commenting' }).click()
    await shows(
      thread(ben)
        .getByText(/Comments are open again/)
        .first(),
    )
    await thread(ben).getByRole('button', { name: 'Post comment' }).click()
    await showNew(ann, 'I was on that boat')
  })

  it('reopens by itself at its end, also when the server was down then', async () => {
    const pause = async (ms: number) => {
      const answer = await owner.evaluate(async (endsAt) => {
        const stories = await (await fetch('/api/v1/stories?search=lowmere')).json()
        const { id } = stories.stories[0]
        const target = { scope: 'story', storyId: id }
        const response = await fetch('/api/v1/suspensions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ target, reasonCode: 'technical', reason: 'A short repair, back at once.', endsAt }),
        })
        return response.status
      }, new Date(Date.now() + ms).toISOString())
      expect(answer).toBe(201)
    }
    await pause(6_000)
    await shows(thread(ann).getByText('A short repair, back at once.').first())
    await thread(ann).getByText('A short repair, back at once.').first().waitFor({ state: 'hidden' })
    await shows(thread(ann).getByRole('button', { name: 'Post comment' }))

    const port = new URL(server.url).port
    await pause(5_000)
    expect(await server.stop()).toBe(0)
    server = await startBuilt({ PORT: port, DATA_DIR: folder })
    await composer(ann).fill('Nobody touched anything.')
    const posted = comment(ann, 'Nobody touched anything.')
    await expect
      .poll(async () => {
        const button = thread(ann).getByRole('button', { name: 'Post comment' })
        if (await button.isEnabled()) await button.click()
        return posted.isVisible()
      })
      .toBe(true)
  })

  it('takes a flag with two quotations, and shows the finding beside the comment, live', async () => {
    const flagged = comment(ben, 'The bell was never rung by hand')
    await flagged.scrollIntoViewIfNeeded()
    await flagged.getByRole('button', { name: 'Flag' }).first().click()
    const dialog = thread(ben).getByRole('dialog')
    await dialog.getByRole('button', { name: /^It misrepresents/ }).click()
    await select(dialog.locator('#flag-claim'), 'never rung by hand')
    await select(dialog.locator('#flag-source'), 'it will still be announced by hand')
    await shows(dialog.getByText(/^Found/).first())
    await dialog.getByRole('radio', { name: 'Misquoted' }).check()
    await dialog.locator('#flag-why').fill('The story says the opposite: the boat is still announced by hand.')
    await dialog.getByRole('button', { name: /^(Send|Submit)/ }).click()
    await shows(dialog.getByText(/MR-\d{4}-\d{4}/))
    await dialog.getByRole('button', { name: 'Close' }).click()

    await owner.getByRole('link', { name: /^Desk/ }).click()
    await owner.getByRole('link', { name: /^Misrepresentation/ }).click()
    await owner.getByRole('link', { name: /never rung by hand/ }).click()
    await shows(owner.getByText('They wrote').first())
    await owner.getByRole('button', { name: 'Take this case' }).click()
    await owner
      .getByRole('button', { name: /^Begin review/ })
      .first()
      .click()
    await owner
      .getByRole('button', { name: /^Ask for a reply/ })
      .first()
      .click()
    await owner.locator('#ask-allegation').press('Control+Enter')
    await thread(ann)
      .getByRole('button', { name: /^Notices/ })
      .click()
    await thread(ann)
      .getByRole('link', { name: /asked to answer/ })
      .click()
    const heard = thread(ann).getByRole('dialog')
    await heard.getByRole('textbox').first().fill('I have never heard anybody ring it.')
    await heard.getByRole('button', { name: /^Send/ }).click()
    await shows(heard.getByText('I have never heard anybody ring it.').first())
    await ann.keyboard.press('Escape')
    await shows(owner.getByText('I have never heard anybody ring it.').first())
    await owner.getByRole('radio', { name: /^Misquotes/ }).check()
    await owner.getByRole('textbox', { name: 'Explanation' }).fill('The story says that it is still announced by hand.')
    await owner.getByRole('button', { name: 'Record finding' }).click()
    await owner.getByRole('button', { name: /^Publish now/ }).click()
    for (const page of [ann, ben]) {
      const note = comment(page, 'The bell was never rung by hand').getByText('This comment misquotes the story.')
      const pill = thread(page).getByRole('button', { name: /note was added/i })
      await shows(note.or(pill).first())
      if (!(await note.first().isVisible())) await pill.first().click()
      await shows(note.first())
    }
  })

  it('gives a reader the office of author, who publishes numbered updates, one of them answering the flag', async () => {
    await owner.getByRole('link', { name: 'People' }).click()
    await owner.getByRole('button', { name: 'Change the roles of Ann' }).click()
    await owner.getByRole('combobox', { name: 'Add a story by its title' }).fill('Lowmere')
    await owner.getByRole('option', { name: /Lowmere ferry/ }).click()
    await owner.getByRole('button', { name: 'Save roles' }).click()
    await shows(owner.getByText('The roles of Ann are saved.').first())

    const desk = await annsContext.newPage()
    await desk.goto(`${server.url}/console`)
    await desk.getByRole('link', { name: 'Stories' }).click()
    await desk.getByRole('link', { name: /Lowmere ferry/ }).click()
    await desk.getByLabel('Text', { exact: true }).fill('The first late boat left on time.')
    await desk.getByRole('button', { name: 'Publish UPDATE 1' }).click()
    await shows(desk.getByText('UPDATE 1 is published.').first())
    await desk.getByLabel('Text', { exact: true }).fill('To be clear: the bell is rung by hand.')
    const answers = desk.getByLabel('Answers a case')
    const option = await answers.locator('option', { hasText: 'never rung by hand' }).getAttribute('value')
    await answers.selectOption(option)
    await desk.getByRole('button', { name: 'Publish UPDATE 2' }).click()
    await shows(desk.getByText('UPDATE 2 is published.').first())
    await desk.close()

    const update = thread(ben).getByText('To be clear: the bell is rung by hand.').first()
    const pill = thread(ben)
      .getByRole('button', { name: /UPDATE/ })
      .filter({ hasText: /show/ })
    await shows(update.or(pill).first())
    if (!(await update.isVisible())) await pill.first().click()
    await shows(update)
    const labels = await thread(ben)
      .getByText(/^UPDATE \d$/i)
      .allTextContents()
    expect(labels.map((label) => label.toUpperCase()).filter((l, i, all) => all.indexOf(l) === i)).toEqual([
      'UPDATE 2',
      'UPDATE 1',
    ])
    await shows(
      comment(ben, 'The bell was never rung by hand')
        .getByText(/UPDATE 2/)
        .first(),
    )
  })

  it('imports a WordPress export beside the running server; its stories are readable, and a second run adds nothing', async () => {
    const importing = () =>
      run(process.execPath, ['dist/server/afterword.js', 'import', 'wordpress', 'tests/import/fixtures/harbour.xml'], {
        env: { ...process.env, DATABASE_URL: '', DATA_DIR: folder, LOG_LEVEL: 'warn' },
      })
    const before = await storyCount(ann)
    await importing()
    const after = await storyCount(ann)
    expect(after).toBeGreaterThan(before)
    await importing()
    expect(await storyCount(ann)).toBe(after)
    await ann.goto(`${server.url}/archive`)
    await ann.getByRole('link', { name: 'The ferry & its timetable' }).click()
    await shows(ann.getByText('It used to leave at six.'))
    await thread(ann).scrollIntoViewIfNeeded()
    await shows(thread(ann).getByText('Tomas', { exact: true }).filter({ visible: true }).first())
  })

  it('has brought no page to complain, but of the server being away', () => {
    expect(complaints.flat().filter((words) => !/WebSocket connection|net::ERR_/.test(words))).toEqual([])
  })

  async function storyCount(page: Page): Promise<number> {
    const { stories } = await (await page.request.get(`${server.url}/api/v1/stories?limit=100`)).json()
    return stories.length
  }

  /** Selects words in a read-only text as a reader would with the keyboard: the browser then tells the page so. */
  async function select(field: Locator, words: string): Promise<void> {
    await expect.poll(() => field.inputValue()).toContain(words)
    await field.evaluate((area: HTMLTextAreaElement, wanted) => {
      const start = area.value.indexOf(wanted)
      if (start < 0) throw new Error(`“${wanted}” is not in: ${area.value}`)
      area.focus()
      area.setSelectionRange(start, start + wanted.length)
    }, words)
  }
})
