import { setImmediate as turn } from 'node:timers/promises'
import type * as z from 'zod'
import { firstPublicAt, type LateComment, latestByReaders } from '../../db/screening.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import type { ScreeningRuleWanted } from '../contract/screening.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { plainText } from '../text/plain.ts'
import { refuseFaults } from './change-rule.ts'
import { compile, type Rule } from './compile.ts'
import { type Facts, type Finding, isWithin, judge, textOf } from './judge.ts'
import { excerptsOf } from './present.ts'
import { ownSites } from './standing.ts'
import { isNear, printOf } from './text/print.ts'
import { findingWords } from './words.ts'

const COMMENTS = 1_000
const SHOWN = 50
const BUDGET_MS = 3_000
/** Others have their turn in between. */
const STRETCH_MS = 20
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

type Answer = Result<'POST /api/v1/screening/dry-run'>

/**
 * What a rule would have done to the comments of late, and what moderators made of those it would have caught. Of
 * people's first comments and repeats it knows as much as those comments show.
 *
 * @throws Refusal `invalid`: as `addRule`; an outside check, which is not sent past comments.
 */
export async function dryRun(ctx: Context, wanted: z.output<typeof ScreeningRuleWanted>): Promise<Answer> {
  const { check, outcome, houseRule, scope, name } = wanted
  refuseFaults(ctx, check, 'body.rule')
  if (check.kind === 'external') throw cannotTry()
  const rule = compile({ id: 'dry', version: 0, name, outcome, houseRule, scope, secret: null }, check, ownSites(ctx))
  const comments = await latestByReaders(ctx.db.read, COMMENTS)
  const past = await pastOf(ctx, rule, comments)
  const caught: { comment: LateComment; finding: Finding; plain: string }[] = []
  const from = performance.now()
  let resume = from + STRETCH_MS
  let looked = 0
  for (const comment of comments) {
    const moment = performance.now()
    if (moment > from + BUDGET_MS) break
    if (moment > resume) {
      await turn()
      resume = performance.now() + STRETCH_MS
    }
    looked += 1
    if (!isWithin(rule, { id: comment.storyId, section: comment.section })) continue
    const plain = plainText(comment.html)
    const finding = judge(rule, textOf(plain, comment.html), past(comment), 'post')
    if (finding) caught.push({ comment, finding, plain })
  }
  const decided = caught.map(({ comment }) => decidedOf(comment))
  return {
    ...{ looked, isCut: looked < comments.length, caught: caught.length },
    published: decided.filter((one) => one === 'published').length,
    refused: decided.filter((one) => one === 'refused').length,
    comments: caught.slice(0, SHOWN).map(presented),
  }
}

function cannotTry(): Refusal {
  const message = 'An outside check cannot be tried: past comments are not sent to it.'
  return new Refusal('invalid', message, { issues: [{ path: 'body.rule.check.kind', message }] })
}

function presented({ comment, finding, plain }: { comment: LateComment; finding: Finding; plain: string }) {
  const { id, storyId, storyTitle, authorName, createdAt } = comment
  const { rule, detail, passages } = finding
  return {
    ...{ id, storyId, storyTitle, author: authorName, createdAt: iso(createdAt), decided: decidedOf(comment) },
    words: findingWords({ check: rule.check, detail }),
    // Without words to mark, what the comment begins with.
    excerpts: passages.length > 0 ? excerptsOf(plain, passages) : excerptsOf(plain, [{ start: 0, end: 0 }]),
  }
}

function decidedOf({ state, decidedAt }: LateComment): 'published' | 'refused' | null {
  if (state === 'rejected' || state === 'returned' || state === 'removed') return 'refused'
  return decidedAt !== null && (state === 'visible' || state === 'approved') ? 'published' : null
}

/** Who wrote an imported comment is known by name alone. */
function writerOf({ personId, authorName }: LateComment): string {
  return personId ?? `named ${authorName}`
}

/** An import gives ids late, to comments of long ago. */
function isBefore(one: LateComment, other: LateComment): boolean {
  return one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id)
}

/** What was known when each comment was written, as far as the comments of late tell. */
async function pastOf(
  ctx: Context,
  rule: Rule,
  comments: readonly LateComment[],
): Promise<(comment: LateComment) => Facts> {
  if (rule.kind === 'first_comment' || rule.kind === 'links') {
    const people = [...new Set(comments.flatMap(({ personId }) => personId ?? []))]
    const firsts = await firstPublicAt(ctx.db.read, people)
    // Newest first: the earliest of each is set last.
    for (const one of comments)
      if (one.personId === null && one.state === 'visible') firsts.set(writerOf(one), one.createdAt)
    return (comment) => ({
      isKnown: (firsts.get(writerOf(comment)) ?? Number.POSITIVE_INFINITY) < comment.createdAt,
    })
  }
  if (rule.kind === 'flood') {
    const { minutes } = rule.check
    return (comment) => {
      const since = comment.createdAt - minutes * MINUTE_MS
      const before = comments.filter(
        (one) => writerOf(one) === writerOf(comment) && isBefore(one, comment) && one.createdAt > since,
      )
      return { written: new Map([[rule.id, before.length]]) }
    }
  }
  if (rule.kind !== 'repeats') return () => ({})
  const { hours, by } = rule.check
  const prints = comments.map((comment) => ({ comment, print: printOf(plainText(comment.html)) }))
  return (comment) => {
    const own = prints.find((one) => one.comment === comment)?.print
    const near = prints.filter(
      (one) =>
        own !== undefined &&
        one.print !== undefined &&
        isBefore(one.comment, comment) &&
        one.comment.createdAt > comment.createdAt - hours * HOUR_MS &&
        isNear(one.print, own),
    )
    const isSame = near.some((one) => writerOf(one.comment) === writerOf(comment))
    const found = isSame
      ? ('same_person' as const)
      : near.length > 0 && by === 'anyone'
        ? ('others' as const)
        : undefined
    return found ? { repeats: new Map([[rule.id, found]]) } : {}
  }
}
