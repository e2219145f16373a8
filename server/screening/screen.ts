import type { Queries, Tx } from '../../db/database.ts'
import { idempotencyRow } from '../../db/idempotency.ts'
import { oneAtATime, personById } from '../../db/people.ts'
import { hasPublicComment, insertScreenings, keepPrint, printsSince, writtenSince } from '../../db/screening.ts'
import { type StoryRow, storyById } from '../../db/stories.ts'
import type { RuleCode } from '../../db/tables.ts'
import { houseRules } from '../cases/house-rules.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { badgeOf } from '../people/offices.ts'
import { settingsOf } from '../sites/settings.ts'
import { isShut } from '../suspensions/guard.ts'
import { plainText } from '../text/plain.ts'
import { askChecker, type Subject } from './ask-checker.ts'
import type { Rule } from './compile.ts'
import {
  type Act,
  type CheckerAnswer,
  type Facts,
  type Finding,
  type FormSigns,
  isWithin,
  judge,
  type Text,
  textOf,
} from './judge.ts'
import { rulesOf } from './standing.ts'
import { isNear, printOf } from './text/print.ts'
import { refusalWords, toldWords } from './words.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** Texts of late that a new one is compared with. */
const MOST_PRINTS = 1_000

export interface Submission {
  act: 'post' | 'change'
  by: Reader
  storyId: string
  html: string
  /** Of a comment that is changed. */
  commentId?: string
  revision: number
  parentId: string | null
  form?: FormSigns | undefined
  /** Idempotency key. */
  key?: string | undefined
}

/** What could be found out about a text before its transaction. */
export interface Begun {
  rules: Rule[]
  text: Text
  form: FormSigns | undefined
  /** What lists of words and patterns found, which takes longest and needs nothing but the text; by rule. */
  byText: Map<string, Finding | undefined>
  answers: Map<string, CheckerAnswer>
}

/**
 * Looks at a text before the transaction that writes it: what takes long, such as lists of words and an external
 * check, is done here.
 *
 * @returns null where no rule looks at it: there are none, or the author of the story or staff write.
 */
export async function beginScreening(ctx: Context, submission: Submission): Promise<Begun | null> {
  const { by, storyId, html, form } = submission
  const all = await rulesOf(ctx)
  if (all.length === 0) return null
  const story = await storyById(ctx.db.read, storyId)
  if (!story || isExempt(by, story)) return null
  const rules = all.filter((rule) => isWithin(rule, story))
  if (rules.length === 0) return null
  const text = textOf(plainText(html), html)
  const outside = rules.filter((rule) => rule.kind === 'external')
  const answers = new Map<string, CheckerAnswer>()
  const byText = new Map(rules.filter(isByText).map((rule) => [rule.id, judge(rule, text, {}, 'post')]))
  const isRefused = [...byText.values()].some((finding) => finding?.outcome === 'refuse')
  if (outside.length > 0 && !isRefused && (await isWorthAsking(ctx, submission, story))) {
    const subject = await subjectOf(ctx, submission, story, text)
    const said = await Promise.all(outside.map((rule) => askChecker(ctx, rule, subject)))
    outside.forEach(({ id }, i) => void answers.set(id, said[i] ?? { verdict: 'none', because: 'down' }))
  }
  return { rules, text, form, byText, answers }
}

/** Staff and the author of the story are not screened: they are answerable for what they write. Guests always are. */
function isExempt(by: Reader, story: StoryRow): boolean {
  return !by.isGuest && badgeOf(by, story) !== null
}

function isByText({ kind }: Rule): boolean {
  return kind === 'words' || kind === 'pattern'
}

/** Not for a retry of what was posted, nor where commenting is shut: the text goes nowhere then. */
async function isWorthAsking(ctx: Context, { by, act, key }: Submission, story: StoryRow): Promise<boolean> {
  const { read } = ctx.db
  if (key && (await idempotencyRow(read, by.personId, key))) return false
  return !(await isShut(read, { act: act === 'post' ? 'post' : 'revise', by, story, now: ctx.now() }))
}

async function subjectOf(ctx: Context, submission: Submission, story: StoryRow, text: Text): Promise<Subject> {
  const { by, html, commentId = null, parentId, revision } = submission
  const person = await personById(ctx.db.read, by.personId)
  return {
    comment: { id: commentId, parentId, text: text.plain, html, revision },
    story: { id: story.id, url: story.url, title: story.title, section: story.section },
    person: {
      id: by.personId,
      name: by.name,
      isMember: by.isMember,
      hasPublicComment: await hasPublicComment(ctx.db.read, by.personId),
      since: person ? iso(person.createdAt) : null,
    },
  }
}

/** What is to become of a text. */
export interface Screened {
  outcome: 'allow' | 'hold' | 'refuse'
  findings: Finding[]
}

interface Writing {
  act: Act
  by: Reader
  now: number
  /** Of a comment that is changed. */
  commentId?: string
}

/** Decides on a text in the transaction that writes it. One person's comments are decided on one after the other. */
export async function screen(tx: Tx, begun: Begun | null, writing: Writing): Promise<Screened> {
  if (!begun) return { outcome: 'allow', findings: [] }
  const facts = await gather(tx, begun, writing)
  const { rules, text, byText } = begun
  const findings = rules.flatMap(
    (rule) => (byText.has(rule.id) ? byText.get(rule.id) : judge(rule, text, facts, writing.act)) ?? [],
  )
  const refuses = findings.some(({ outcome }) => outcome === 'refuse')
  return { outcome: refuses ? 'refuse' : findings.length > 0 ? 'hold' : 'allow', findings }
}

async function gather(tx: Tx, begun: Begun, { by, now, commentId }: Writing): Promise<Facts> {
  const { rules, form, answers } = begun
  const { personId } = by
  const needsKnown = rules.some(
    ({ kind, check }) => kind === 'first_comment' || (check.kind === 'links' && check.newcomers),
  )
  const floods = rules.filter((rule) => rule.kind === 'flood')
  const repeats = rules.filter((rule) => rule.kind === 'repeats')
  if (floods.length > 0 || repeats.length > 0) await oneAtATime(tx, personId)
  const written = new Map<string, number>()
  for (const { id, check } of floods) written.set(id, await writtenSince(tx, personId, now - check.minutes * MINUTE_MS))
  return {
    ...(needsKnown && { isKnown: await hasPublicComment(tx, personId) }),
    written,
    repeats: await repeatsOf(tx, begun, repeats, { personId, now, except: commentId }),
    form,
    answers,
  }
}

async function repeatsOf(
  tx: Queries,
  { text }: Begun,
  rules: Extract<Rule, { kind: 'repeats' }>[],
  { personId, now, except }: { personId: string; now: number; except: string | undefined },
): Promise<Map<string, 'same_person' | 'others'>> {
  const found = new Map<string, 'same_person' | 'others'>()
  const print = rules.length > 0 ? printOf(text.plain) : undefined
  if (print === undefined) return found
  for (const { id, check } of rules) {
    const by = check.by === 'person' ? personId : undefined
    const prints = await printsSince(tx, now - check.hours * HOUR_MS, { personId: by, except, limit: MOST_PRINTS })
    const near = prints.filter((one) => isNear(one.print, print))
    if (near.some((one) => one.personId === personId)) found.set(id, 'same_person')
    else if (near.length > 0) found.set(id, 'others')
  }
  return found
}

/** Keeps what was said of a text, in the transaction that writes it, and what later ones are compared with. */
export async function recordScreening(
  tx: Tx,
  begun: Begun | null,
  { findings }: Screened,
  of: { storyId: string; commentId: string | null; revision: number; personId: string; now: number },
): Promise<void> {
  if (!begun) return
  const { storyId, commentId, revision, personId, now } = of
  await insertScreenings(
    tx,
    findings.map(({ rule, outcome, passages, detail }) => ({
      ...{ id: newId(), storyId, commentId, revision, outcome, passages, detail, at: now },
      ...{ ruleId: rule.id, ruleVersion: rule.version, kind: rule.kind },
    })),
  )
  if (commentId === null || !begun.rules.some(({ kind }) => kind === 'repeats')) return
  const print = printOf(begun.text.plain)
  if (print !== undefined) await keepPrint(tx, { commentId, personId, print, createdAt: now })
}

/** Tells the writer which rule of the site a text comes under, and why. */
export async function screenedRefusal(
  tx: Tx,
  { text }: Begun,
  { findings }: Screened,
  { draft, now }: { draft: unknown; now: number },
): Promise<Refusal> {
  const said = findings.map(({ rule, outcome, detail, passages }) => ({
    ...{ outcome, detail, check: rule.check },
    found: passages.map(({ start, end }) => text.plain.slice(start, end)),
  }))
  const first = findings.find(({ outcome }) => outcome === 'refuse')
  const code: RuleCode = first?.rule.houseRule ?? 'other'
  const rule = houseRules(await settingsOf(tx)).find((one) => one.code === code)
  if (!rule) throw new Error(`no rule ${code}`)
  const excerpts = said.filter(({ outcome }) => outcome === 'refuse').flatMap(toldWords)
  return new Refusal('screened', refusalWords(said, rule), { rule: code, excerpts, serverTime: iso(now), draft })
}
