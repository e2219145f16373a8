import type { Figure } from './figures.ts'
import { answersPerSecond, type Target } from './load.ts'
import type { Program } from './program.ts'
import { posting } from './requests.ts'
import { rounds } from './rounds.ts'
import { CONCURRENCY, PHRASES } from './scene.ts'
import type { Served } from './served.ts'

/** What it costs that each comment is looked at by the rules of the site. Both servers are new, so equally warm. */
export async function screened(one: Program, another: Program): Promise<Figure> {
  const [ruled, plain] = [await one.ask<Served>({ isScreened: true }), await another.ask<Served>({})]
  const side = (served: Served) => {
    let i = 0
    const target: Target = { port: served.port, request: () => posting(served, served.postStoryId, i++), status: 201 }
    return (forMs: number) => answersPerSecond(target, CONCURRENCY, forMs)
  }
  return {
    name: 'post_screened',
    what: `As the second, with rules on links and ${PHRASES.toLocaleString('en')} phrases`,
    against: 'the same server without rules',
    unit: 'comments/s',
    ...(await rounds(side(ruled), side(plain))),
  }
}
