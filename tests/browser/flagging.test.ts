import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { allBarriers } from '../support/barriers.ts'
import { complaintsOf, openBrowser } from '../support/browser.ts'
import { type Publisher, startPublisher } from '../support/publisher.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const why = 'The harbour master never said anything of the kind.'
const arabic = 'قال رئيس الميناء إن العبارة غرقت عند الظهر ولم ينج أحد من الركاب.'
const chinese = '报道说渡轮在中午沉没了，没有人生还。船员拒绝说明原因。'
const english = 'The story says that the ferry sank at noon and nobody survived.'

let server: TestServer
let publisher: Publisher
let browser: Browser
let bea: TestPerson
let ann: TestPerson
let complaints: string[] = []
let stories = 0

beforeAll(async () => {
  publisher = await startPublisher(() => server.url)
  server = await startServer({ env: { ALLOWED_ORIGINS: `https://news.example,${publisher.origin}` } })
  browser = await openBrowser()
  bea = await server.as('Bea Second')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await publisher?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(complaints.splice(0)).toEqual([])
})

interface TestStory {
  id: string
  url: string
  post(body: string, by?: TestPerson, parentId?: string): Promise<string>
}

async function newStory(): Promise<TestStory> {
  const slug = `flagged-${++stories}`
  const id = await server.story(slug)
  return {
    id,
    url: `https://news.example/${slug}`,
    async post(body, by = bea, parentId) {
      const input = { params: { id }, headers: {}, body: { body, parentId: parentId ?? null } }
      return (await by.call('POST /api/v1/stories/:id/comments', input)).id
    },
  }
}

/** The publisher's page with the thread in view, as a new reader. */
async function read(story: Pick<TestStory, 'url'>, options: BrowserContextOptions = {}): Promise<Page> {
  ann = await server.as('Ann Reader', { scope: 'embed' })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  await context.addInitScript(
    ([key, token]) => localStorage.setItem(key ?? '', JSON.stringify(token)),
    [`afterword:token:${server.url}`, ann.token],
  )
  const page = await context.newPage()
  complaints = complaintsOf(page)
  page.setDefaultTimeout(20_000)
  await page.goto(publisher.page(story.url))
  await page.locator('afterword-thread').scrollIntoViewIfNeeded()
  await thread(page)
    .getByRole('heading', { name: /^Comments/ })
    .waitFor()
  return page
}

const thread = (page: Page) => page.locator('afterword-thread')
const article = (page: Page, id: string) => thread(page).locator(`article[id="comment-${id}"]`)
const dialogOf = (page: Page) => thread(page).getByRole('dialog')
const shows = (locator: Locator) => locator.waitFor({ state: 'visible' })
const flagButton = (page: Page, id: string) => article(page, id).getByRole('button', { name: /^Flag/ })

/** Opens the dialog for a comment and answers its first question. */
async function flagAs(page: Page, id: string, title: string | RegExp): Promise<Locator> {
  await flagButton(page, id).click()
  await dialogOf(page).getByRole('button', { name: title }).click()
  return dialogOf(page)
}

function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let n = 0; n < 30 && !(await isFocused(target)); n++) await page.keyboard.press('Tab')
  expect(await isFocused(target)).toBe(true)
}

/** Marks words in a text field with the arrow keys. */
async function selectByKeys(page: Page, field: Locator, words: string): Promise<void> {
  await expect.poll(() => field.inputValue()).toContain(words)
  const start = (await field.inputValue()).indexOf(words)
  await page.keyboard.press('Control+Home')
  for (let n = 0; n < start; n++) await page.keyboard.press('ArrowRight')
  for (let n = 0; n < words.length; n++) await page.keyboard.press('Shift+ArrowRight')
}

/** Marks words as the handles of a touch screen do: the field learns it from no key and no mouse. */
async function selectByTouch(field: Locator, words: string): Promise<void> {
  await expect.poll(() => field.inputValue()).toContain(words)
  await field.tap()
  await field.evaluate((area: HTMLTextAreaElement, wanted) => {
    const start = area.value.indexOf(wanted)
    area.setSelectionRange(start, start + wanted.length)
    area.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerType: 'touch' }))
  }, words)
}

/** Marks words in a field. */
async function select(field: Locator, words: string): Promise<void> {
  await expect.poll(() => field.inputValue()).toContain(words)
  await field.evaluate((area: HTMLTextAreaElement, wanted) => {
    const start = area.value.indexOf(wanted)
    area.focus()
    area.setSelectionRange(start, start + wanted.length)
  }, words)
}

async function caseOf(reference: string) {
  const moderator = await server.as('Mo Derator', { role: 'moderator' })
  const { cases } = await moderator.call('GET /api/v1/cases', { query: {} })
  const id = cases.find((one) => one.reference === reference)?.id ?? ''
  return moderator.call('GET /api/v1/cases/:id', { params: { id } })
}

/** The reference on the receipt. */
async function referenceOn(dialog: Locator): Promise<string> {
  const shown = dialog.getByText(/^[A-Z]{2}-\d{4}-\d{4}$/)
  await shows(shown)
  return (await shown.textContent()) ?? ''
}

describe('misrepresentation', () => {
  it('is flagged by keyboard alone, with another comment of the thread as the source', async () => {
    const story = await newStory()
    const said = await story.post('The harbour master told me that the **pump** failed first.')
    for (let n = 1; n <= 52; n++) await story.post(`Something else, number ${n}.`)
    const flagged = await story.post('The harbour master says that the crew slept.', await server.as('Cy Third'))
    const page = await read(story)
    await flagButton(page, flagged).focus()
    await page.keyboard.press('Enter')
    const dialog = dialogOf(page)
    await tabTo(page, dialog.getByRole('button', { name: /^It misrepresents/ }))
    await page.keyboard.press('Enter')

    const claim = dialog.getByRole('textbox', { name: 'Select what they wrote' })
    await tabTo(page, claim)
    await selectByKeys(page, claim, 'the crew slept')
    await tabTo(page, dialog.getByRole('button', { name: 'Another comment…' }))
    await page.keyboard.press('Enter')
    const search = dialog.getByRole('combobox', { name: 'Find a comment by name or words' })
    expect(await isFocused(search)).toBe(true)
    const options = dialog.getByRole('listbox', { name: 'Comments of this thread' }).getByRole('option')
    await shows(dialog.getByText('49 comments, newest first'))
    await dialog.getByRole('button', { name: 'Load more comments' }).click()
    await shows(dialog.getByText('53 comments, newest first'))
    await expect.poll(() => isFocused(search)).toBe(true)
    const chosen = options.and(dialog.getByRole('option', { selected: true }))
    for (let n = 0; n < 8; n++) await page.keyboard.press('PageDown')
    for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowDown')
    expect(await chosen.textContent()).toContain('number 1.')
    await page.keyboard.press('ArrowUp')
    expect(await chosen.textContent()).toContain('number 2.')
    await page.keyboard.press('Escape')
    await shows(dialog)
    await page.keyboard.press('Enter')
    await page.keyboard.type('bea PUMP')
    await shows(dialog.getByText('1 comment, newest first'))
    expect(await allBarriers(page)).toEqual([])
    await page.keyboard.press('Enter')

    const source = dialog.getByRole('textbox', { name: /^Select what is really said in/ })
    expect(await isFocused(source)).toBe(true)
    await selectByKeys(page, source, 'the pump failed first')
    await shows(dialog.getByText('Found in the other comment.'))
    await tabTo(page, dialog.getByRole('radio', { name: 'Misquoted' }))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await tabTo(page, dialog.getByRole('textbox', { name: 'What is wrong?' }))
    await page.keyboard.type(why)
    expect(await allBarriers(page)).toEqual([])
    await tabTo(page, dialog.getByRole('button', { name: 'Send flag' }))
    await page.keyboard.press('Enter')
    const file = await caseOf(await referenceOn(dialog))
    expect(file).toMatchObject({ kind: 'misrepresentation', commentId: flagged, sourceKind: 'comment', sourceId: said })
    expect(file.source).toMatchObject({ how: 'exact', exact: 'the pump failed first' })
    expect(file.staff?.flags[0]).toMatchObject({ type: 'misquoted', explanation: why })
  })

  it('of words that stand nowhere can be said to be invented or wrongly attributed, and nothing else', async () => {
    const story = await newStory()
    const flagged = await story.post('As the story says, “the captain was drunk”.')
    const page = await read(story)
    const dialog = await flagAs(page, flagged, /^It misrepresents/)
    await select(dialog.locator('#flag-claim'), 'the captain was drunk')
    await dialog.getByRole('button', { name: 'The words are not in there' }).click()
    await dialog.locator('#flag-source').fill('The captain was drunk')
    await shows(dialog.getByText('Not found in the story.'))
    await shows(dialog.getByText('Words that are not found can only be invented or wrongly attributed.'))
    expect(await dialog.getByRole('radio', { name: 'Misquoted' }).isDisabled()).toBe(true)
    await dialog.getByRole('radio', { name: 'Invented' }).check()
    await dialog.getByLabel('What is wrong?').fill(why)
    await dialog.getByRole('button', { name: 'Send flag' }).click()
    const file = await caseOf(await referenceOn(dialog))
    expect(file.source).toMatchObject({ how: 'absent', exact: 'The captain was drunk' })
  })

  it('takes what was selected on the page when “Flag” was pressed', async () => {
    const story = await newStory()
    const flagged = await story.post('They say that the Marlin sank at noon.')
    const page = await read(story)
    await article(page, flagged)
      .locator('.words p')
      .evaluate((words) => {
        const text = words.firstChild
        if (!text) throw new Error('no words')
        document.getSelection()?.setBaseAndExtent(text, 14, text, 37)
      })
    await flagButton(page, flagged).click()
    await dialogOf(page)
      .getByRole('button', { name: /^It misrepresents/ })
      .click()
    await shows(dialogOf(page).locator('blockquote', { hasText: 'the Marlin sank at noon' }))
  })

  it('of a story whose text is not here is found in the comment that is answered, or typed', async () => {
    const url = `https://news.example/textless-${++stories}`
    const { id } = await server.call('POST /api/v1/stories', { body: { url, title: 'Without a text' } })
    const post = async (body: string, parentId: string | null = null) =>
      (await bea.call('POST /api/v1/stories/:id/comments', { params: { id }, headers: {}, body: { body, parentId } }))
        .id
    const answered = await post('The pump failed at ten, I was there.')
    const flagged = await post('So you say that it failed at noon.', answered)
    const page = await read({ url })
    const dialog = await flagAs(page, flagged, /^It misrepresents/)
    await expect.poll(() => dialog.locator('#flag-source').inputValue()).toBe('The pump failed at ten, I was there.')
    await dialog.locator('#flag-from').selectOption('story')
    await shows(dialog.getByText(/^The text of this story is not on this server/))
    await dialog.getByRole('button', { name: 'Type the words' }).click()
    expect(await isFocused(dialog.locator('#flag-source'))).toBe(true)
    await page.keyboard.type('It failed at noon')
    await shows(dialog.locator('blockquote', { hasText: 'It failed at noon' }))
  })

  it('is marked with a finger, in a text from right to left', async () => {
    const story = await newStory()
    const flagged = await story.post(arabic)
    const page = await read(story, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await flagButton(page, flagged).tap()
    const dialog = dialogOf(page)
    await dialog.getByRole('button', { name: /^It misrepresents/ }).tap()
    const claim = dialog.locator('#flag-claim')
    await selectByTouch(claim, 'العبارة غرقت عند الظهر')
    await selectByTouch(dialog.locator('#flag-source'), 'left the harbour at noon')
    await shows(dialog.getByText('Found in the comment.'))
    await shows(dialog.getByText('Found in the story.'))
    expect(await claim.evaluate((area) => getComputedStyle(area).direction)).toBe('rtl')
    expect(await allBarriers(page)).toEqual([])
    const wide = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(wide).toBe(0)
    await dialog.getByRole('radio', { name: 'Overstated' }).check()
    await dialog.getByLabel('What is wrong?').fill(why)
    await dialog.getByRole('button', { name: 'Send flag' }).tap()
    const file = await caseOf(await referenceOn(dialog))
    const start = arabic.indexOf('العبارة')
    expect(file.claim).toMatchObject({ how: 'exact', start })
  })
})

describe('what is wrong with a comment', () => {
  it('is said in the site’s own rules, and two who flag spam are in one case', async () => {
    const owner = await server.as('Olga Owner', { role: 'owner' })
    const own = 'No advertising, not even for the parish fair.'
    await owner.call('PATCH /api/v1/site/settings', { body: { rules: { spam: own } } })
    const story = await newStory()
    const flagged = await story.post('Cheap outboard motors! Ask me for the address.')
    const references: string[] = []
    for (const joined of [false, true]) {
      const page = await read(story)
      await flagButton(page, flagged).click()
      const spam = dialogOf(page).getByRole('button', { name: 'Spam' })
      await shows(spam.filter({ hasText: own }))
      expect(await allBarriers(page)).toEqual([])
      await spam.click()
      await shows(dialogOf(page).getByText(own))
      await dialogOf(page).getByRole('button', { name: 'Send flag' }).click()
      references.push(await referenceOn(dialogOf(page)))
      expect(await dialogOf(page).getByText('Others flagged this comment before').count()).toBe(joined ? 1 : 0)
      expect(await allBarriers(page)).toEqual([])
      await dialogOf(page).getByRole('button', { name: 'Close' }).click()
      await shows(article(page, flagged).getByText('Flagged'))
    }
    expect(new Set(references).size).toBe(1)
    expect((await caseOf(references[0] ?? '')).flagCount).toBe(2)
  })

  it('has to be said where the rule alone does not say it', async () => {
    const story = await newStory()
    const page = await read(story)
    const dialog = await flagAs(page, await story.post('He lives at 4 Quay Street.').then(freshly(page)), 'Privacy')
    await dialog.getByRole('button', { name: 'Send flag' }).click()
    await shows(dialog.getByText('Say in at least 20 characters what is wrong.'))
    expect(await isFocused(dialog.getByLabel('What is private in it'))).toBe(true)
    await page.keyboard.type('It gives the address of my neighbour.')
    await dialog.getByRole('button', { name: 'Send flag' }).click()
    expect(await referenceOn(dialog)).toMatch(/^CO-/)
  })

  it('if it is against the law, takes a notice with the law and good faith', async () => {
    const story = await newStory()
    const flagged = await story.post('Here is the whole of her book.')
    const page = await read(story)
    const dialog = await flagAs(page, flagged, 'Illegal content')
    await shows(dialog.getByText('You are told the decision and why.'))
    await dialog.getByLabel('Why is it illegal?').fill('It copies a whole chapter of my book.')
    await dialog.getByLabel('Law or right concerned').fill('Copyright')
    await dialog.getByRole('button', { name: 'Send notice' }).click()
    await shows(dialog.getByText('Confirm that you believe it to be accurate and complete.'))
    expect(await isFocused(dialog.getByRole('checkbox'))).toBe(true)
    await page.keyboard.press('Space')
    expect(await allBarriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Send notice' }).click()
    const file = await caseOf(await referenceOn(dialog))
    expect(file.kind).toBe('illegal')
    expect(file.staff?.flags[0]).toMatchObject({ law: 'Copyright' })
  })

  it('is said by somebody signed out, whom the button leads to sign in', async () => {
    const story = await newStory()
    const flagged = await story.post('You are all fools, and so is your dog.')
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    complaints = complaintsOf(page)
    await page.goto(publisher.page(story.url))
    await thread(page).scrollIntoViewIfNeeded()
    const dialog = await flagAs(page, flagged, 'Abuse')
    await dialog.getByLabel(/^Anything a moderator should know/).fill(why)
    const opened = page.waitForEvent('popup')
    await dialog.getByRole('button', { name: 'Send flag' }).click()
    await (await opened).getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await dialog.getByLabel(/^Anything a moderator should know/).inputValue()).toBe(why)
  })

  it('if one simply disagrees, is said in a reply', async () => {
    const story = await newStory()
    const flagged = await story.post('The pier is beyond repair.')
    const page = await read(story)
    const dialog = await flagAs(page, flagged, 'I simply disagree')
    await dialog.getByRole('button', { name: 'Write a reply' }).click()
    await expect.poll(() => isFocused(thread(page).getByRole('textbox', { name: /^Your reply/ }))).toBe(true)
  })
})

describe('limits', () => {
  it('are told when few flags are left, before a form is filled in, and as one is refused, losing nothing', async () => {
    const owner = await server.as('Olga Owner', { role: 'owner' })
    const perDay = (flagsPerDay: number) =>
      owner.call('PATCH /api/v1/site/settings', {
        body: { cases: { flagsPerDay, replyHours: 48, appealDays: 14, dueHours: 72 } },
      })
    const story = await newStory()
    const ids = [await story.post('One.'), await story.post('Two.')] as const
    await perDay(2)
    const page = await read(story)
    const dialog = await flagAs(page, ids[0], 'Abuse')
    await shows(dialog.getByText('2 of 2 flags left today'))
    await dialog.getByRole('button', { name: 'Send flag' }).click()
    await referenceOn(dialog)
    await dialog.getByRole('button', { name: 'Close' }).click()

    await flagAs(page, ids[1], 'Something else')
    await shows(dialog.getByText('1 of 2 flags left today'))
    await dialog.getByLabel('What is wrong with it?').fill(why)
    await perDay(1)
    await dialog.getByRole('button', { name: 'Send flag' }).click()
    await shows(dialog.getByText('Not sent. What you filled in is kept.'))
    await shows(dialog.getByText(/^You cannot flag until/))
    expect(await dialog.getByLabel('What is wrong with it?').inputValue()).toBe(why)
    expect(await allBarriers(page)).toEqual([])

    await dialog.getByRole('button', { name: 'Choose again' }).click()
    await shows(dialog.getByText(/that a person can send in a day/))
    expect(await dialog.getByRole('button', { name: 'Spam' }).count()).toBe(0)
    await dialog.getByRole('button', { name: 'Write a reply' }).click()
    await expect.poll(() => isFocused(thread(page).getByRole('textbox', { name: /^Your reply/ }))).toBe(true)
    await perDay(20)
  })

  it('after unfounded flags are told with the cases they come from', async () => {
    const story = await newStory()
    const page = await read(story)
    const moderator = await server.as('Mo Derator', { role: 'moderator' })
    const references: string[] = []
    for (const n of [1, 2, 3]) {
      const id = await story.post(`A harmless remark, number ${n}.`)
      const flag = await ann.call('POST /api/v1/comments/:id/flags', { params: { id }, body: { kind: 'abuse' } })
      const explanation = 'There is nothing abusive in this remark.'
      const decided = await moderator.call('POST /api/v1/cases/:id/decision', {
        params: { id: flag.id },
        body: { version: 1, finding: 'within_rules', explanation, action: 'none' },
      })
      const { version } = decided
      await moderator.call('POST /api/v1/cases/:id/steps', {
        params: { id: flag.id },
        body: { version, step: 'publish' },
      })
      references.push(flag.reference)
    }
    const last = await story.post('One more.')
    await shows(await freshly(page)(last).then((id) => article(page, id)))
    await flagButton(page, last).click()
    for (const reference of references) await shows(dialogOf(page).getByText(reference))
    await shows(dialogOf(page).getByRole('heading', { name: /^You cannot flag until \w+/ }))
    expect(await allBarriers(page)).toEqual([])
  })
})

describe('a post elsewhere', () => {
  it('in Chinese is reported with a translation, and kept until it is sent', async () => {
    const story = await newStory()
    const flagged = await story.post('Have you seen what they write elsewhere?')
    const page = await read(story)
    const open = async () => {
      await flagButton(page, flagged).click()
      await dialogOf(page).getByRole('button', { name: 'Report that post' }).click()
    }
    await open()
    const dialog = dialogOf(page)
    const url = dialog.getByLabel('Address of the post')
    await url.fill('not an address')
    await dialog.getByLabel('Who posted it?').fill('@harbour_news')
    await shows(dialog.getByText('This is not the address of a page.'))
    await url.fill('social.example/@harbour_news/1')
    await dialog.getByLabel('Who wrote it first').fill('某人')
    await dialog.getByLabel('What does it say?').fill(chinese)
    expect(await url.inputValue()).toBe('https://social.example/@harbour_news/1')
    expect(await dialog.getByLabel('In which language?').inputValue()).toBe('zh')
    await dialog.getByLabel('Translation into English').fill(english)
    expect(await allBarriers(page)).toEqual([])
    await page.reload()
    await open()
    expect(await dialog.getByLabel('What does it say?').inputValue()).toBe(chinese)
    await dialog.getByRole('button', { name: 'Continue' }).click()

    await dialog.locator('#flag-claim-in').selectOption('translation')
    await select(dialog.locator('#flag-claim'), 'the ferry sank at noon')
    await select(dialog.locator('#flag-source'), 'left the harbour at noon')
    await shows(dialog.getByText('Found in its translation.'))
    await dialog.getByRole('radio', { name: 'Invented' }).check()
    await dialog.getByLabel('What is wrong?').fill(why)
    expect(await allBarriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Send report' }).click()
    const reference = await referenceOn(dialog)
    await shows(dialog.getByText(/the finding stands publicly under “Elsewhere”/))
    const file = await caseOf(reference)
    expect(file.outside).toMatchObject({
      postedBy: '@harbour_news',
      originatedBy: '某人',
      text: chinese,
      language: 'zh',
      translation: english,
    })
    expect(file.claimIn).toBe('translation')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await isFocused(flagButton(page, flagged))).toBe(true)
    await open()
    expect(await dialog.getByLabel('What does it say?').inputValue()).toBe('')
  })
})

/** Waits until a comment that was just posted stands on the page. */
function freshly(page: Page): (id: string) => Promise<string> {
  return async (id) => {
    const pill = thread(page).getByRole('button', { name: /show$/ })
    await shows(pill.or(article(page, id)).first())
    if (!(await article(page, id).isVisible())) await pill.click()
    await shows(article(page, id))
    return id
  }
}
