import type { Context, Viewer } from '../context.ts'
import type { Result } from '../contract/index.ts'
import type { Caller } from '../http/caller.ts'
import type { Handlers } from '../http/mount.ts'
import { isAllowedOrigin } from '../http/origin.ts'
import { askToConfirm, askToReset, askToSignIn, signUp } from './ask-for-link.ts'
import { beginGuest, mustConfirm } from './begin-guest.ts'
import { requireRecent } from './confirm.ts'
import { exchangeCode } from './exchange-code.ts'
import { listPeople } from './list-people.ts'
import { makeCode } from './make-code.ts'
import { readSignInSetUp, rotateTokenSecret, setProviderSecret } from './secrets.ts'
import { setGrants } from './set-grants.ts'
import { setUp } from './set-up.ts'
import { signInByPassword } from './sign-in.ts'
import { signInByToken } from './sign-in-by-token.ts'
import { signOut } from './sign-out.ts'
import { hashToken } from './tokens.ts'
import { readWays } from './ways.ts'

export const peopleHandlers = {
  'GET /api/v1/sign-in': (ctx) => readWays(ctx),
  'GET /api/v1/site/sign-in': (ctx) => readSignInSetUp(ctx),
  'POST /api/v1/site/sign-in/secret': async (ctx, { caller }) => {
    await requireRecent(ctx, caller.sessionId)
    return rotateTokenSecret(ctx)
  },
  'PUT /api/v1/site/sign-in/providers/:id/secret': async (ctx, { params, body, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    await setProviderSecret(ctx, params.id, body.secret)
    return null
  },
  'POST /api/v1/sessions/token': (ctx, { body, headers, caller }) => {
    const isAllowed = headers.origin === undefined || isAllowedOrigin(headers.origin, ctx.config)
    return signInByToken(ctx, body.token, { isAllowed, origin: headers.origin, userAgent: caller.userAgent })
  },
  'POST /api/v1/people': (ctx, { body, caller }) => signUp(ctx, body, askerOf(caller)),
  'POST /api/v1/sessions/links': (ctx, { body, caller }) => askToSignIn(ctx, body, askerOf(caller)),
  'POST /api/v1/passwords/links': (ctx, { body, caller }) => askToReset(ctx, body, askerOf(caller)),
  'POST /api/v1/me/confirmation': (ctx, { viewer, caller }) => askToConfirm(ctx, viewer, askerOf(caller)),
  'POST /api/v1/sessions': async (ctx, { body, caller }) =>
    kept(caller, await signInByPassword(ctx, body, caller.userAgent)),
  'POST /api/v1/setup': async (ctx, { body, caller }) => kept(caller, await setUp(ctx, body, caller.userAgent)),
  'DELETE /api/v1/sessions/current': async (ctx, { viewer, caller }) => {
    if (caller.sessionId !== null) await signOut(ctx, viewer.personId, caller.sessionId)
    caller.forget()
    return null
  },
  'POST /api/v1/sessions/codes': (ctx, { viewer, body, caller }) =>
    makeCode(ctx, viewer, caller.sessionId, body.origin, (origin) => isAllowedOrigin(origin, ctx.config)),
  'POST /api/v1/sessions/exchange': (ctx, { body, headers, caller }) =>
    exchangeCode(ctx, body.code, headers.origin, caller.userAgent),
  'GET /api/v1/me': async (ctx, { viewer }) => ({
    person: await me(ctx, viewer),
    lacksSecondFactor: viewer.lacksSecondFactor === true,
  }),
  'POST /api/v1/sessions/guest': (ctx, { body, caller }) => beginGuest(ctx, body, caller.userAgent),
  'GET /api/v1/people': (ctx, { query }) => listPeople(ctx, query),
  'PUT /api/v1/people/:id/grants': async (ctx, { params, body, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    return setGrants(ctx, params.id, body)
  },
} satisfies Partial<Handlers>

function askerOf(caller: Caller) {
  const browser = caller.browser()
  return { browser: browser && hashToken(browser) }
}

function kept(caller: Caller, session: Result<'POST /api/v1/sessions'>): Result<'POST /api/v1/sessions'> {
  caller.keepSignedIn(session.token)
  return session
}

async function me(ctx: Context, viewer: Viewer): Promise<Result<'GET /api/v1/me'>['person']> {
  const { personId, name, role, authorOf, isMember, sections, memberOf, isGuest } = viewer
  if (personId === null || role === 'anyone') return null
  return {
    ...{ id: personId, name, role, isMember },
    ...{ authorOf: [...authorOf], sections: [...sections], memberOf: [...memberOf] },
    guest: isGuest ? { mustConfirm: await mustConfirm(ctx, personId) } : null,
  }
}
