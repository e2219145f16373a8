import { type Figure, median } from './figures.ts'
import { answersPerSecond, keepTrying, type Target } from './load.ts'
import type { Program } from './program.ts'
import { broadcasting, posting, sending, timed } from './requests.ts'
import { rounds } from './rounds.ts'
import { CONCURRENCY, PAUSES, SOCKETS, TRY_AGAIN_MS } from './scene.ts'
import type { Served } from './served.ts'

const SCOPES = ['story', 'site'] as const
type Scope = (typeof SCOPES)[number]

/** From the moderator's answer to the last open page that knows of the pause: of a story, and of the whole site. */
export async function pauses(served: Served, receivers: Program): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const scope of SCOPES) figures.push(await pausesOf(scope, served, receivers))
  return figures
}

async function pausesOf(scope: Scope, served: Served, receivers: Program): Promise<Figure> {
  const values: number[] = []
  const baselines: number[] = []
  // The first few warm both sides up and are not counted.
  for (let i = -3; i < PAUSES; i++) {
    const paused = await timed(receivers, 'ours', pausing(scope, served))
    const theirs = await timed(receivers, 'bare', broadcasting(paused.event))
    const { id } = JSON.parse(paused.answer) as { id: string }
    await timed(receivers, 'ours', sending(`/api/v1/suspensions/${id}/end`, served.moderatorToken, {}))
    if (i < 0) continue
    values.push(paused.msAfterAnswer)
    baselines.push(theirs.ms)
  }
  return {
    name: `pause_told_1000_${scope}`,
    what: `From the answer to a pause of the ${scope} to the last of ${SOCKETS.toLocaleString('en')} sockets`,
    against: 'socket.io broadcasting the same bytes, from the request',
    unit: 'ms',
    value: median(values),
    baseline: median(baselines),
  }
}

function pausing(scope: Scope, { liveStoryId, moderatorToken }: Served): string {
  return sending('/api/v1/suspensions', moderatorToken, {
    target: scope === 'site' ? { scope } : { scope, storyId: liveStoryId },
    reasonCode: 'heated',
    reason: 'Tempers are high; back soon.',
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
}

/** What a paused story costs the others. */
export async function postBeside(served: Served): Promise<Figure> {
  let i = 0
  const target: Target = { port: served.port, request: () => posting(served, served.postStoryId, i++), status: 201 }
  const refused = served.tokens.map((_, person): Target => {
    // Each has one text, and tries with it again and again.
    const request = posting(served, served.pausedStoryId, person)
    return { port: served.port, request: () => request, status: 423 }
  })
  const alone = (forMs: number) => answersPerSecond(target, CONCURRENCY, forMs)
  const beside = async (forMs: number) => {
    const trying = keepTrying(refused, TRY_AGAIN_MS)
    const rate = await alone(forMs)
    await trying.stop()
    return rate
  }
  return {
    name: 'post_beside_paused',
    what: `A comment posted while ${refused.length} people try each second under a paused story`,
    against: 'the same while nobody tries',
    unit: 'comments/s',
    ...(await rounds(beside, alone)),
  }
}
