import type * as z from 'zod'
import type { Queries } from '../../db/database.ts'
import { type Caught, caughtSince, type ScreeningRuleRow, standingRules } from '../../db/screening.ts'
import { type StoryRow, storiesByIds } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import { ScreeningCheck, type ScreeningRule } from '../contract/screening.ts'
import { iso } from '../iso.ts'

type Shown = z.output<typeof ScreeningRule>
const LATELY_MS = 30 * 24 * 60 * 60 * 1000
const REFUSED: readonly (string | null)[] = ['rejected', 'returned', 'removed']

/** The rules as they stand, with what each caught in the last 30 days and how moderators saw it. */
export async function readRules(ctx: Context): Promise<Shown[]> {
  const { read } = ctx.db
  const [rows, caught] = await Promise.all([standingRules(read), caughtSince(read, ctx.now() - LATELY_MS)])
  const stories = await storiesOf(read, rows)
  return rows.flatMap((row) => presentRule(row, stories, caught) ?? [])
}

/** The stories that rules were made for. */
export async function storiesOf(db: Queries, rules: readonly Pick<ScreeningRuleRow, 'scope'>[]): Promise<StoryRow[]> {
  return storiesByIds(db, [...new Set(rules.flatMap(({ scope }) => scope.storyIds))])
}

/** A rule as owners see it: never its secret. Undefined where it is of another version of this program. */
export function presentRule(
  row: ScreeningRuleRow & { changedByName: string | null },
  stories: readonly StoryRow[],
  caught: readonly Caught[],
): Shown | undefined {
  const check = ScreeningCheck.safeParse(row.check)
  if (!check.success) return undefined
  const { id, version, name, isOn, outcome, houseRule, scope, changedByName, changedAt } = row
  return {
    ...{ id, version, name, isOn, outcome, houseRule, scope, check: check.data },
    stories: stories.flatMap(({ id: one, title }) => (scope.storyIds.includes(one) ? [{ id: one, title }] : [])),
    changedBy: changedByName,
    changedAt: iso(changedAt),
    lately: latelyOf(caught.filter(({ ruleId }) => ruleId === id)),
  }
}

function latelyOf(caught: readonly Caught[]): Shown['lately'] {
  const sum = (list: readonly Caught[]) => list.reduce((total, { n }) => total + n, 0)
  const held = caught.filter(({ outcome }) => outcome === 'hold')
  return {
    held: sum(held),
    refused: sum(caught.filter(({ outcome }) => outcome === 'refuse')),
    agreed: sum(held.filter(({ state }) => REFUSED.includes(state))),
    published: sum(held.filter(({ state, isDecided }) => isDecided && (state === 'visible' || state === 'approved'))),
  }
}
