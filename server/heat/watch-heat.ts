import { storyById } from '../../db/stories.ts'
import { lastHeatPauseAt, type SuspensionRow } from '../../db/suspensions.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { settingsOf } from '../sites/settings.ts'
import { newSuspensionRow } from '../suspensions/new-row.ts'
import { reaching } from '../suspensions/reaching.ts'
import { byItself } from '../suspensions/record.ts'
import { commentingAt, holdsAt, LONGEST_AUTOMATIC_MS } from '../suspensions/rules.ts'
import { begin } from '../suspensions/steps.ts'
import { recentByStory } from './read-heat.ts'
import { COOL_DOWN_MS, limitsReached } from './rules.ts'

const MINUTE_MS = 60_000
const REASON =
  'Much was posted or flagged here within a short time, so comments pause by themselves while a moderator has a look.'

/** Pauses the stories that have reached a limit, where the owner has turned that on. Returns how many it paused. */
export async function watchHeat(ctx: Context): Promise<number> {
  const { automaticPause, heat } = await settingsOf(ctx.db.read)
  if (!automaticPause.isOn) return 0
  const stories = await recentByStory(ctx.db.read, ctx.now(), heat)
  let paused = 0
  for (const { storyId, recent } of stories) {
    if (limitsReached(recent, heat).length === 0) break
    if (await pauseByItself(ctx, storyId, automaticPause.minutes)) paused += 1
  }
  return paused
}

async function pauseByItself(ctx: Context, storyId: string, minutes: number): Promise<boolean> {
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const now = ctx.now()
    const story = await storyById(tx, storyId)
    if (!story) return false
    const suspensions = await reaching(tx, story, now)
    const { mode } = commentingAt(story.baseMode, suspensions, now)
    const isKeptOpen = suspensions.some((one) => one.mode === 'open' && holdsAt(one, now))
    if (mode === 'paused' || mode === 'closed' || isKeptOpen) return false
    const last = await lastHeatPauseAt(tx, storyId)
    if (last !== undefined && last > now - COOL_DOWN_MS) return false
    await begin(tx, heatPause(storyId, now, Math.min(minutes * MINUTE_MS, LONGEST_AUTOMATIC_MS)), byItself, now)
    return true
  })
}

function heatPause(storyId: string, now: number, lengthMs: number): SuspensionRow {
  const target = {
    scope: 'story' as const,
    section: '',
    storyId,
    commentId: null,
    branchRootSeq: null,
    branchPath: null,
  }
  return newSuspensionRow(target, {
    id: newId(),
    mode: 'paused',
    mayExtend: true,
    reasonCode: 'heated',
    reason: REASON,
    madeBy: 'heat',
    createdAt: now,
    startsAt: now,
    endsAt: now + lengthMs,
    begunAt: now,
  })
}
