import type { StoryRow } from '../../../db/stories.ts'
import type { Context } from '../../context.ts'
import { presentCommenting } from '../../suspensions/present.ts'
import { reaching } from '../../suspensions/reaching.ts'
import { nextChange, TOLD_AHEAD_MS } from '../../suspensions/rules.ts'
import { modeMarks } from '../card.tsx'
import { momentWords } from '../moment.tsx'

export interface ThreadWords {
  /** What holds for commenting under the story; empty where it is open to all. */
  words: string
  /** Epoch ms until which that is right if nothing is written. */
  until: number
}

/** Says that commenting is not open to all at once, why, and until when. */
export async function threadWords(ctx: Context, story: StoryRow): Promise<ThreadWords> {
  const now = ctx.now()
  const suspensions = await reaching(ctx.db.read, story, now)
  const { mode, suspension } = presentCommenting(story.baseMode, suspensions, now)
  const until = Math.min(nextChange(suspensions, now) ?? Number.POSITIVE_INFINITY, now + TOLD_AHEAD_MS)
  if (mode === 'open') return { words: '', until }
  const end = suspension?.endsAt ? ` until ${momentWords(Date.parse(suspension.endsAt))}` : ''
  const why = suspension?.reason ? ` “${suspension.reason}”` : ''
  return { words: `${modeMarks[mode]}${end}.${why}`, until }
}
