import { Secret, TOTP } from 'otpauth'
import type { Reader } from '../../server/context.ts'
import { beginSecondFactor, confirmSecondFactor } from '../../server/people/second-factor.ts'
import type { TestServer } from './start-server.ts'

/** What the app of somebody shows. */
export function codeNow({ ctx }: Pick<TestServer, 'ctx'>, secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: ctx.now() })
}

/** Switches somebody's second factor on. Answers with their recovery codes, each of which works once. */
export async function withSecondFactor(server: Pick<TestServer, 'ctx'>, personId: string): Promise<string[]> {
  const by: Reader = {
    ...{ personId, name: 'Somebody', role: 'reader', scope: 'full', authorOf: [] },
    ...{ isMember: false, sections: [], memberOf: [] },
  }
  const { secret } = await beginSecondFactor(server.ctx, by)
  return confirmSecondFactor(server.ctx, by, codeNow(server, secret))
}
