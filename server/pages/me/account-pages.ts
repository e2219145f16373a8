import { Router } from 'express'
import type { Context } from '../../context.ts'
import { CodeForm, ConfirmForm, ItemForm, PasswordForm, PlainForm, ProfileForm } from '../../contract/account-forms.ts'
import { endpoints } from '../../contract/index.ts'
import { Id } from '../../contract/shapes.ts'
import { sessionCookie } from '../../http/cookie.ts'
import { askToConfirm } from '../../people/ask-for-link.ts'
import { confirm, requireRecent } from '../../people/confirm.ts'
import { unmute } from '../../people/mutes.ts'
import { endOtherSessions, endSession } from '../../people/my-sessions.ts'
import { changePassword } from '../../people/password.ts'
import { renamePerson } from '../../people/rename.ts'
import { safeNext } from '../../people/rules.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  renewRecoveryCodes,
} from '../../people/second-factor.ts'
import { signOut } from '../../people/sign-out.ts'
import { sendAvatar } from '../avatar.ts'
import { guarded } from '../guarded.ts'
import { personOf } from '../thread/person.ts'
import { confirmPage } from './confirm.tsx'
import { dataRoutes } from './data-routes.ts'
import { type AccountForm, checked, ownPage, takeForm } from './forms.ts'
import { mutedPage } from './muted.tsx'
import { profilePage } from './profile.tsx'
import { recoveryPage, signingInPage } from './signing-in.tsx'
import { words } from './words.ts'

const PROFILE = '/account'
const SIGNING_IN = '/account/signing-in'
const MUTED = '/account/muted'

/**
 * The pages of one's account, which work by plain forms.
 * @param limits whether too many requests are refused, as by the API.
 */
export function accountRoutes(ctx: Context, limits: boolean): Router {
  const router = Router({ caseSensitive: true })
  const form = <F extends { token: string }>(one: AccountForm<F>) => takeForm(ctx, router, limits, one)
  router.get(
    '/avatars/:id.svg',
    guarded(ctx, (req, res) => sendAvatar(res, checked(Id, req.params.id, 'This is no picture.'))),
  )
  router.get(
    PROFILE,
    ownPage(ctx, personOf, (shown) => profilePage(ctx, shown)),
  )
  router.get(
    SIGNING_IN,
    ownPage(ctx, personOf, (shown) => signingInPage(ctx, shown)),
  )
  router.get(
    MUTED,
    ownPage(ctx, personOf, (shown) => mutedPage(ctx, shown)),
  )
  router.get(
    '/account/confirm',
    ownPage(ctx, personOf, (shown, req) => confirmPage(ctx, shown, safeNext(req.query.next))),
  )
  profileForms(ctx, form)
  sessionForms(ctx, form)
  secondFactorForms(ctx, form)
  router.use(dataRoutes(ctx, limits))
  return router
}

type Take = <F extends { token: string }>(one: AccountForm<F>) => void

function profileForms(ctx: Context, form: Take): void {
  form({
    ...{ name: 'profile', schema: ProfileForm, key: 'PATCH /api/v1/me', path: PROFILE, page: profilePage },
    async act({ fields, person }) {
      const { name } = checked(endpoints['PATCH /api/v1/me'].body, fields, words.nameWrong)
      await renamePerson(ctx, person.reader, name)
      return `${PROFILE}?done=renamed`
    },
  })
  form({
    ...{ name: 'confirm-address', schema: PlainForm, key: 'POST /api/v1/me/confirmation' },
    ...{ path: PROFILE, page: profilePage },
    async act({ person }) {
      await askToConfirm(ctx, person.reader, { browser: null })
      return `${PROFILE}?done=letter`
    },
  })
  form({
    ...{ name: 'unmute', schema: ItemForm, key: 'DELETE /api/v1/me/mutes/:id', path: MUTED, page: mutedPage },
    async act({ fields, person }) {
      await unmute(ctx, person.reader, fields.id)
      return `${MUTED}?done=unmuted`
    },
  })
}

function sessionForms(ctx: Context, form: Take): void {
  const here = { path: SIGNING_IN, page: signingInPage }
  form({
    ...{ name: 'sign-out', schema: PlainForm, key: 'DELETE /api/v1/sessions/current', ...here },
    async act({ person, res }) {
      await signOut(ctx, person.reader.personId, person.sessionId)
      res.setHeader('Set-Cookie', sessionCookie('', ctx.config))
      return '/'
    },
  })
  form({
    ...{ name: 'session', schema: ItemForm, key: 'DELETE /api/v1/me/sessions/:id', ...here },
    async act({ fields, person }) {
      await endSession(ctx, person.reader, fields.id)
      return `${SIGNING_IN}?done=ended`
    },
  })
  form({
    ...{ name: 'other-sessions', schema: PlainForm, key: 'DELETE /api/v1/me/sessions', ...here },
    async act({ person }) {
      await endOtherSessions(ctx, person.reader, person.sessionId)
      return `${SIGNING_IN}?done=others`
    },
  })
  form({
    ...{ name: 'password', schema: PasswordForm, key: 'PUT /api/v1/me/password', ...here },
    async act({ fields, person }) {
      const body = checked(endpoints['PUT /api/v1/me/password'].body, fields, words.freshWrong)
      await changePassword(ctx, person.reader, person.sessionId, body)
      return `${SIGNING_IN}?done=password`
    },
  })
  form({
    ...{ name: 'confirm', schema: ConfirmForm, key: 'POST /api/v1/me/confirm', path: '/account/confirm' },
    page: (_ctx, shown, _req, { next }) => confirmPage(ctx, shown, safeNext(next)),
    async act({ fields, person }) {
      await confirm(ctx, person.reader, person.sessionId, fields)
      return safeNext(fields.next)
    },
  })
}

function secondFactorForms(ctx: Context, form: Take): void {
  const here = { path: SIGNING_IN, page: signingInPage }
  form({
    ...{ name: 'second-factor', schema: PlainForm, key: 'POST /api/v1/me/second-factor', ...here },
    async act({ person }) {
      await requireRecent(ctx, person.sessionId)
      await beginSecondFactor(ctx, person.reader)
      return `${SIGNING_IN}#second-factor-on`
    },
  })
  form({
    ...{ name: 'second-factor-on', schema: CodeForm, key: 'POST /api/v1/me/second-factor/confirm', ...here },
    async act({ fields, person }) {
      await requireRecent(ctx, person.sessionId)
      const codes = await confirmSecondFactor(ctx, person.reader, fields.code)
      return { html: recoveryPage(ctx, { person }, codes) }
    },
  })
  form({
    ...{ name: 'recovery-codes', schema: PlainForm, key: 'POST /api/v1/me/second-factor/recovery-codes', ...here },
    async act({ person }) {
      await requireRecent(ctx, person.sessionId)
      return { html: recoveryPage(ctx, { person }, await renewRecoveryCodes(ctx, person.reader)) }
    },
  })
  form({
    ...{ name: 'second-factor-off', schema: PlainForm, key: 'DELETE /api/v1/me/second-factor', ...here },
    async act({ person }) {
      await requireRecent(ctx, person.sessionId)
      await dropSecondFactor(ctx, person.reader)
      return `${SIGNING_IN}?done=off`
    },
  })
}
