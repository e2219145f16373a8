import type { Request } from 'express'
import { words } from '../../../client/account/strings.ts'
import type { Context } from '../../context.ts'
import type { CommentForm } from '../../contract/forms.ts'
import { endpoints } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import { addressKey } from '../../http/address.ts'
import { limiterAt } from '../../http/limits.ts'
import { beginGuest } from '../../people/begin-guest.ts'
import { foldEmail } from '../../people/rules.ts'
import { type Person, personWith } from './person.ts'

const KEY = 'POST /api/v1/sessions/guest'

/** A guest who begins to write with the form of a comment. */
export interface NewGuest {
  person: Person | undefined
  /** For their browser. */
  session: string | undefined
  /** Makes them, counted as by the API; undefined where no name was given. @throws Refusal as `beginGuest`. */
  begin(): Promise<Person | undefined>
}

/** @param limits whether too many requests are refused. */
export function newGuest(ctx: Context, req: Request, { name, email }: CommentForm, limits: boolean): NewGuest {
  const guest: NewGuest = {
    person: undefined,
    session: undefined,
    async begin() {
      if (name === '') return undefined
      if (limits) {
        const counted = { address: addressKey(req.ip), personId: null, account: email ? foldEmail(email) : null }
        await limiterAt(ctx, KEY)?.(counted, ['address', 'email'])
      }
      const sent = endpoints[KEY].body.safeParse({ name, email: email === '' ? undefined : email })
      if (!sent.success) {
        const isName = sent.error.issues[0]?.path[0] === 'name'
        throw new Refusal('invalid', isName ? words.nameMissing : words.emailWrong)
      }
      const begun = await beginGuest(ctx, sent.data, req.headers['user-agent']?.slice(0, 200) ?? null)
      guest.session = begun.token
      guest.person = await personWith(ctx, begun.token)
      return guest.person
    },
  }
  return guest
}
