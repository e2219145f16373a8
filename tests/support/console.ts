import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import type { Input } from '../../server/contract/index.ts'
import { complaintsOf } from './browser.ts'
import type { TestPerson, TestServer } from './start-server.ts'

/** What is flagged, what the story says (`articleText`), and why. */
export const claim = 'the crew has explained why it was late'
export const passage = 'The crew has not said why it was late.'
export const explanation = 'The story says that the crew has not said why; the comment says that it has.'

export interface Sight {
  width?: number
  height?: number
  scheme?: 'light' | 'dark'
}

export interface Visit {
  page: Page
  complaints: string[]
}

/** The console as somebody sees it in a browser context of their own; signed out without a person. */
export async function visitConsole(
  browser: Browser,
  server: TestServer,
  person: TestPerson | null,
  path: string,
  { width = 1280, height = 900, scheme = 'light' }: Sight = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, timezoneId: 'UTC' })
  if (person) await context.addCookies([{ name: 'afterword', value: person.token, url: server.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints = complaintsOf(page)
  await page.goto(server.url + path)
  return { page, complaints }
}

let count = 0

/** A comment of somebody’s on the story that somebody else flagged as misrepresenting it, with its case. */
export async function flaggedComment(server: TestServer, storyId: string) {
  count++
  const reader = await server.as(`Reader ${count}`)
  const flagger = await server.as(`Flagger ${count}`)
  const body = `I read that ${claim}, number ${count}.`
  const comment = await reader.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })
  const { id, reference } = await flagger.call('POST /api/v1/comments/:id/flags', {
    params: { id: comment.id },
    body: {
      kind: 'misrepresentation',
      type: 'overstated',
      claim: { exact: claim },
      source: { exact: passage },
      explanation,
    },
  })
  return { id, reference, commentId: comment.id, reader, flagger }
}

type Step = Input<'POST /api/v1/cases/:id/steps'>['body']
type Decision = Input<'POST /api/v1/cases/:id/decision'>['body']
/** All but the version of the case, which is read just before. */
type Unversioned<T> = T extends unknown ? Omit<T, 'version'> : never

async function versionOf(by: TestPerson, id: string): Promise<number> {
  return (await by.call('GET /api/v1/cases/:id', { params: { id } })).version
}

/** A moderator makes a step of a case as it stands. */
export async function stepCase(by: TestPerson, id: string, step: Unversioned<Step>) {
  const body = { ...step, version: await versionOf(by, id) } as Step
  return by.call('POST /api/v1/cases/:id/steps', { params: { id }, body })
}

/** A moderator decides a case as it stands: a fair paraphrase, recorded only, unless said otherwise. */
export async function decideCase(by: TestPerson, id: string, decision: Partial<Unversioned<Decision>> = {}) {
  const body: Decision = {
    version: await versionOf(by, id),
    finding: 'fair_paraphrase',
    explanation: 'Near enough to what the story says.',
    action: 'none',
    rule: null,
    asksAuthor: false,
    ...decision,
  }
  return by.call('POST /api/v1/cases/:id/decision', { params: { id }, body })
}

/** The person concerned is asked, and will not answer. */
export async function hearInVain(by: TestPerson, id: string, concerned: TestPerson) {
  await stepCase(by, id, { step: 'ask_reply', allegation: 'Your comment says more than the story does.' })
  await concerned.call('POST /api/v1/me/cases/:id/reply', { params: { id }, body: { reply: null } })
}

/** What axe finds serious or critical on the page as it stands. */
export async function seriousBarriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // What fades in is judged as it stays.
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  })
}
