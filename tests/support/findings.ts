import type { Input, Result } from '../../server/contract/index.ts'
import type { TestPerson } from './start-server.ts'

type CaseFile = Result<'GET /api/v1/cases/:id'>
type Decision = NonNullable<Input<'POST /api/v1/cases/:id/decision'>['body']>
type Step = NonNullable<Input<'POST /api/v1/cases/:id/steps'>['body']>

const misquotation = {
  kind: 'misrepresentation',
  type: 'misquoted',
  claim: { exact: 'left at midnight' },
  source: { exact: 'left the harbour at noon' },
  explanation: 'The story gives another time.',
} as const

/** Flags a comment for misquoting `articleText`. @returns the case's id. */
export async function flagMisquote(by: TestPerson, commentId: string, over: object = {}): Promise<string> {
  const body = { ...misquotation, ...over } as typeof misquotation
  return (await by.call('POST /api/v1/comments/:id/flags', { params: { id: commentId }, body })).id
}

/** Makes a step in a case as it is now. */
export async function stepIn(by: TestPerson, id: string, step: Record<string, unknown>): Promise<CaseFile> {
  const { version } = await by.call('GET /api/v1/cases/:id', { params: { id } })
  return by.call('POST /api/v1/cases/:id/steps', { params: { id }, body: { ...step, version } as Step })
}

export interface Deciding {
  /** Who wrote the comment: is asked, and answers so; null: will not answer. Nobody is asked when left out. */
  asked?: { writer: TestPerson; reply: string | null }
  decision?: Partial<Decision>
}

/** Hears the person concerned, decides and publishes at once. @returns the case's reference. */
export async function publishFinding(by: TestPerson, id: string, { asked, decision }: Deciding = {}): Promise<string> {
  if (asked) {
    await stepIn(by, id, { step: 'ask_reply', allegation: 'Your comment gives another time than the story.' })
    await asked.writer.call('POST /api/v1/me/cases/:id/reply', { params: { id }, body: { reply: asked.reply } })
  }
  const { version } = await by.call('GET /api/v1/cases/:id', { params: { id } })
  await by.call('POST /api/v1/cases/:id/decision', {
    params: { id },
    body: {
      ...{ version, finding: 'misquotes', action: 'note', explanation: 'The story says that it left at noon.' },
      ...decision,
    },
  })
  return (await stepIn(by, id, { step: 'publish' })).reference
}
