import { createAccount } from '../../server/people/accounts.ts'
import type { Call, TestServer } from './start-server.ts'

export interface Details {
  name: string
  email: string
  password: string
}

/** Somebody with a password, as the link of their letter would have made them. Answers with their id. */
export async function withAccount({ ctx }: Pick<TestServer, 'ctx'>, details: Details): Promise<string> {
  const email = details.email.toLowerCase()
  const made = await createAccount(ctx, { ...details, email }, { key: `person:${email}`, after: async () => undefined })
  return made.personId
}

/** The same, and signed in. */
export async function signedUp(server: Pick<TestServer, 'ctx'> & { call: Call }, details: Details) {
  await withAccount(server, details)
  return server.call('POST /api/v1/sessions', { body: { email: details.email, password: details.password } })
}
