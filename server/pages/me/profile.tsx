import { personById } from '../../../db/people.ts'
import type { Context } from '../../context.ts'
import { hasAddress } from '../../people/rules.ts'
import { avatarPath } from '../avatar.ts'
import { accountPage, Field, Form, type Shown } from './frame.tsx'
import { words } from './words.ts'

/** Name, picture and address. */
export async function profilePage(ctx: Context, shown: Shown): Promise<string> {
  const { personId, name } = shown.person.reader
  const { email = '', emailVerified = true } = (await personById(ctx.db.read, personId)) ?? {}
  const children = (
    <>
      <div class="account-picture">
        <img src={avatarPath(personId)} alt="" width="64" height="64" />
        <p class="field-hint">{words.picture}</p>
      </div>
      <Form name="profile" shown={shown}>
        <Field
          form="profile"
          name="name"
          label={words.name}
          hint={words.nameHint}
          autoComplete="name"
          value={shown.problem?.fields.name ?? name}
        />
        <div class="account-actions">
          <button type="submit" class="aw-button aw-button-primary">
            {words.saveName}
          </button>
        </div>
      </Form>
      <dl class="account-facts">
        <dt>{words.email}</dt>
        <dd>
          {email && hasAddress(email) ? (
            <>
              {email}
              <p class="field-hint">{words.emailHint}</p>
              {!emailVerified && ctx.config.MAIL_URL !== 'off' && <ConfirmAddress shown={shown} />}
            </>
          ) : (
            words.noEmail
          )}
        </dd>
      </dl>
    </>
  )
  return accountPage(ctx, { here: '/account', title: words.profile, why: words.profileWhy, shown, children })
}

function ConfirmAddress({ shown }: { shown: Shown }) {
  return (
    <Form name="confirm-address" shown={shown}>
      <p class="field-hint">{words.unconfirmed}</p>
      <div class="account-actions">
        <button type="submit" class="aw-button">
          {words.confirmAddress}
        </button>
      </div>
    </Form>
  )
}
