import { keepBefore, type LetterRow, letterByHash } from '../../../db/letters.ts'
import { type Choices, choicesOf, keepChoices } from '../../../db/notice-choices.ts'
import { storiesByIds } from '../../../db/stories.ts'
import { levelOf, setLevel } from '../../../db/subscriptions.ts'
import type { LetterBefore, MailChoice, NoticeGroup, ThreadLevel } from '../../../db/tables.ts'
import type { Context } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { hashToken } from '../../people/tokens.ts'

/** What a letter can switch off, and whether it has. */
export interface WayOut {
  groups: NoticeGroup[]
  /** Titles of the stories whose threads it tells of by their own choice. */
  stories: string[]
  isOff: boolean
}

/** What the token of a letter stands for; changes nothing. @throws Refusal `not_found`: no letter has it, or it is over. */
export async function wayOutOf({ db: { read } }: Context, token: string): Promise<WayOut> {
  const letter = await requireLetter(read, token)
  const stories = await storiesByIds(read, letter.scope.storyIds)
  return { groups: letter.scope.groups, stories: stories.map(({ title }) => title), isOff: letter.before !== null }
}

/**
 * Switches off e-mail of what a letter told of, by its token alone; what is told in the page stays. Again changes
 * nothing. @throws Refusal `not_found`.
 */
export async function switchOff(ctx: Context, token: string): Promise<void> {
  await change(ctx, token, async (tx, { id, personId, scope, before: earlier }) => {
    const choices = await choicesOf(tx, personId)
    const before: LetterBefore = { groups: {}, stories: {} }
    for (const group of scope.groups) if (choices[group] !== 'off') before.groups[group] = choices[group]
    for (const storyId of scope.storyIds) {
      const level = await levelOf(tx, storyId, personId)
      if (level === 'at_once' || level === 'digest') before.stories[storyId] = level
    }
    await apply(ctx, tx, personId, {
      groups: mapped(before.groups, () => 'off' as const),
      stories: mapped(before.stories, () => 'page' as const),
    })
    // Of two clicks the second finds it off already: what was before the first is what can be undone.
    await keepBefore(tx, id, {
      groups: { ...before.groups, ...earlier?.groups },
      stories: { ...before.stories, ...earlier?.stories },
    })
  })
}

/** Gives back what was switched off with a letter, where nobody chose otherwise since. @throws Refusal `not_found`. */
export async function switchOn(ctx: Context, token: string): Promise<void> {
  await change(ctx, token, async (tx, { id, personId, before }) => {
    if (before === null) return
    const choices = await choicesOf(tx, personId)
    const groups = Object.fromEntries(
      (Object.entries(before.groups) as [NoticeGroup, MailChoice][]).filter(([group]) => choices[group] === 'off'),
    )
    const stories: Record<string, ThreadLevel> = {}
    for (const [storyId, level] of Object.entries(before.stories))
      if ((await levelOf(tx, storyId, personId)) === 'page') stories[storyId] = level
    await apply(ctx, tx, personId, { groups, stories })
    await keepBefore(tx, id, null)
  })
}

type Tx = Parameters<Parameters<Context['db']['transact']>[1]>[0]

async function apply(
  ctx: Context,
  tx: Tx,
  personId: string,
  { groups, stories }: { groups: Partial<Choices>; stories: Record<string, ThreadLevel> },
): Promise<void> {
  const now = ctx.now()
  if (Object.keys(groups).length > 0)
    await keepChoices(tx, personId, { ...(await choicesOf(tx, personId)), ...groups }, now)
  for (const [storyId, level] of Object.entries(stories))
    await setLevel(tx, { storyId, personId, level, createdAt: now })
}

async function change(ctx: Context, token: string, work: (tx: Tx, letter: LetterRow) => Promise<void>): Promise<void> {
  const { personId } = await requireLetter(ctx.db.read, token)
  await ctx.db.transact(`notice-choices:${personId}`, async (tx) => work(tx, await requireLetter(tx, token)))
}

async function requireLetter(db: Context['db']['read'], token: string): Promise<LetterRow> {
  const letter = token.length === 43 ? await letterByHash(db, hashToken(token)) : undefined
  if (!letter) throw new Refusal('not_found', 'This link is not known here.')
  return letter
}

function mapped<K extends string, V, W>(
  from: Partial<Record<K, V>>,
  to: () => W,
): Partial<Record<K, W>> & Record<K, W> {
  return Object.fromEntries(Object.keys(from).map((key) => [key, to()])) as Record<K, W>
}
