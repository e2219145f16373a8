import { expect, it } from 'vitest'
import { whoCan } from '../../client/console/pauses/who-can.ts'
import { can, who } from '../../client/console/strings-effects.ts'
import type { CommentingMode } from '../../db/tables.ts'
import {
  commentingAt,
  type Standing,
  type SuspensionFacts,
  slowSecondsOf,
  verdictOn,
} from '../../server/suspensions/rules.ts'

const SECONDS = 120
const modes: CommentingMode[] = ['slow', 'premoderated', 'members', 'paused', 'closed']
const groups: Record<Standing, string[]> = {
  reader: [who.readers, who.both, who.everybody],
  member: [who.members, who.both, who.everybody],
  office: [who.office, who.everybody],
}

function suspension(mode: CommentingMode, allowsEdits: boolean): SuspensionFacts {
  const place = { scope: 'story' as const, branchRootSeq: null, branchPath: null }
  const times = { createdAt: 0, startsAt: 0, begunAt: 0, endsAt: null, endedAt: null }
  return { ...place, ...times, mode, allowsEdits, slowSeconds: mode === 'slow' ? SECONDS : null, madeBy: 'person' }
}

/** The sentence that what the guard does amounts to. */
function sentenceFor(state: ReturnType<typeof commentingAt>, standing: Standing): string {
  const post = verdictOn(state, 'post', standing)
  const edit = verdictOn(state, 'edit', standing)
  const agree = verdictOn(state, 'react', standing)
  if (post.answer === 'held') return can.held
  if (post.answer === 'refused')
    return edit.answer === 'allowed' && agree.answer === 'allowed'
      ? can.correctOnly
      : standing === 'office'
        ? can.updatesOnly
        : can.nothing
  if (post.isOfficial) return can.labelled
  const seconds = slowSecondsOf(state, standing)
  return seconds > 0 ? can.slowly(seconds) : can.always
}

it.each(modes.flatMap((mode) => [true, false].map((allowsEdits) => ({ mode, allowsEdits }))))(
  'before a story is $mode (corrections: $allowsEdits), the console says what the guard then does',
  ({ mode, allowsEdits }) => {
    const state = commentingAt('open', [suspension(mode, allowsEdits)], 1)
    const said = whoCan({ mode, slowSeconds: SECONDS, allowsEdits })
    for (const standing of ['reader', 'member', 'office'] as const) {
      const own = said.filter((line) => groups[standing].includes(line.who))
      expect(
        own.map((line) => line.can),
        standing,
      ).toEqual([sentenceFor(state, standing)])
    }
  },
)
