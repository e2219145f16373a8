import type { Request } from 'express'
import type * as z from 'zod'
import type { Context } from '../../context.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { endpoints, type Key } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import { addressKey } from '../../http/address.ts'
import { readForm } from '../../http/body.ts'
import { limiterAt } from '../../http/limits.ts'
import { isOwnForm } from '../../http/origin.ts'
import { type Person, personOf } from './person.ts'

/** A longest comment in any script, each character of it escaped, and room for one that is too long. */
const MAX_FORM = 256 * 1024

export interface Sent<F> {
  fields: F
  person: Person | null
  /**
   * Who sends it, proved twice: by where the browser says that the form stands, and by what only a page of this session
   * knows. Counts the request like one of the API.
   * @param guest makes a guest of who is signed out.
   * @throws Refusal `unauthenticated`, `forbidden`, `rate_limited`: the fields are the sender's own and can be shown again.
   */
  sender(guest?: () => Promise<Person | undefined>): Promise<Person>
}

/**
 * Reads what a form of ours sent.
 * @param key the endpoint that does the same.
 * @param limits whether too many requests are refused.
 * @throws Refusal `forbidden`: another site's page sent it, and nothing of it is looked at; as `readForm`; `invalid`.
 */
export async function sentForm<F extends { token: string }>(
  ctx: Context,
  req: Request,
  { schema, key, limits }: { schema: z.ZodType<F>; key: Key; limits: boolean },
): Promise<Sent<F>> {
  if (!isOwnForm(req.headers, ctx.config)) throw new Refusal('forbidden', 'This form is not on a page of this site.')
  const parsed = schema.safeParse(await readForm(req, MAX_FORM))
  if (!parsed.success) throw new Refusal('invalid', 'Some of what was sent is not as expected.')
  const known = await personOf(ctx, req)
  return {
    fields: parsed.data,
    person: known,
    async sender(guest) {
      const person = known ?? (await guest?.())
      if (!person) throw new Refusal('unauthenticated', 'You are not signed in any more.')
      if (known && parsed.data.token !== known.token)
        throw new Refusal('forbidden', 'You have signed in anew since this form was opened. Send it once more.')
      if (person.reader.isGuest && !(endpoints[key] as Endpoint).forGuests)
        throw new Refusal('forbidden', 'This needs an account. Sign in first.')
      const counted = { address: addressKey(req.ip), personId: person.reader.personId, account: null }
      if (limits) await limiterAt(ctx, key)?.(counted, ['address', 'person'])
      return person
    },
  }
}
