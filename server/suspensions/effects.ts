import type * as z from 'zod'
import { countsWithin, type Reach } from '../../db/effects.ts'
import { storyById } from '../../db/stories.ts'
import type { SuspensionRow } from '../../db/suspensions.ts'
import { OPEN_STATES } from '../cases/state/rules.ts'
import type { Context } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { type Effects, SuspensionTarget } from '../contract/suspensions.ts'
import { Refusal } from '../errors.ts'
import { presentSuspension } from './present.ts'
import { reaching } from './reaching.ts'
import { holdsAt } from './rules.ts'
import { resolveTarget, type Target } from './target.ts'

const HOUR_MS = 60 * 60 * 1000

/**
 * What a suspension would do, before it is made.
 * @throws Refusal `not_found`: no such story or comment; `invalid`: the scope lacks what it needs.
 */
export async function effectsOf(
  ctx: Context,
  query: Parsed<'GET /api/v1/suspensions/effects'>['query'],
): Promise<z.output<typeof Effects>> {
  const wanted = SuspensionTarget.safeParse(query)
  if (!wanted.success) throw new Refusal('invalid', 'Say which section, story or comment is meant.')
  const { read } = ctx.db
  const now = ctx.now()
  const target = await resolveTarget(read, wanted.data)
  const counts = await countsWithin(read, reachOf(target), { recentSince: now - HOUR_MS, openStates: OPEN_STATES })
  const standing = await standingOn(ctx, target, now)
  return { ...counts, standing: standing.filter((row) => holdsAt(row, now)).map(presentSuspension) }
}

function reachOf({ scope, section, storyId, branchRootSeq, branchPath }: Target): Reach {
  if (scope === 'site') return {}
  if (scope === 'section') return { section }
  const branch = branchRootSeq !== null && branchPath !== null && { rootSeq: branchRootSeq, path: branchPath }
  return { storyId: storyId ?? '', ...(branch && { branch }) }
}

/** What holds there: of a section or the site, what is as wide. */
async function standingOn(ctx: Context, { storyId, section }: Target, now: number): Promise<SuspensionRow[]> {
  const { read } = ctx.db
  const story = storyId === null ? undefined : await storyById(read, storyId)
  return reaching(read, story ?? { id: '', section, publishedAt: now }, now)
}
