import type { Input } from '../../server/contract/index.ts'
import { claim, explanation, passage } from './console.ts'
import type { TestPerson, TestServer } from './start-server.ts'

type Decided = Input<'POST /api/v1/cases/:id/decision'>['body']
type Flagged = Input<'POST /api/v1/comments/:id/flags'>['body']
type Step = Input<'POST /api/v1/cases/:id/steps'>['body'] extends infer S
  ? S extends { version: number }
    ? Omit<S, 'version'>
    : never
  : never

/** A flag that says that the comment has other words than the story (`claim`, `passage` of the console’s support). */
export const misrepresents: Extract<Flagged, { kind: 'misrepresentation' }> = {
  kind: 'misrepresentation',
  type: 'overstated',
  claim: { exact: claim },
  source: { exact: passage },
  explanation,
}

/** Somebody new flags a comment. @returns the case. */
export async function flagged(server: TestServer, commentId: string, body: Flagged = misrepresents) {
  const flagger = await server.as('Flo Agger')
  const { id, reference } = await flagger.call('POST /api/v1/comments/:id/flags', { params: { id: commentId }, body })
  return { id, reference, flagger }
}

/** A moderator does something with a case, in the version it has. */
export async function step(moderator: TestPerson, id: string, body: Step): Promise<void> {
  const { version } = await moderator.call('GET /api/v1/cases/:id', { params: { id } })
  await moderator.call('POST /api/v1/cases/:id/steps', { params: { id }, body: { ...body, version } as never })
}

/** A moderator decides a case. Told to nobody until it is published, which a step does at once. */
export async function decide(moderator: TestPerson, id: string, body: Omit<Decided, 'version'>): Promise<void> {
  const { version } = await moderator.call('GET /api/v1/cases/:id', { params: { id } })
  await moderator.call('POST /api/v1/cases/:id/decision', { params: { id }, body: { ...body, version } })
}
