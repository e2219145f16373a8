import type { Viewer } from '../context.ts'
import type { Result } from '../contract/index.ts'
import type { Caller } from '../http/caller.ts'
import type { Handlers } from '../http/mount.ts'
import { isAllowedOrigin } from '../http/origin.ts'
import { requireRecent } from './confirm.ts'
import { exchangeCode } from './exchange-code.ts'
import { listPeople } from './list-people.ts'
import { makeCode } from './make-code.ts'
import { setGrants } from './set-grants.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { signUp } from './sign-up.ts'

export const peopleHandlers = {
  'POST /api/v1/people': async (ctx, { body, caller }) => kept(caller, await signUp(ctx, body, caller.userAgent)),
  'POST /api/v1/sessions': async (ctx, { body, caller }) => kept(caller, await signIn(ctx, body, caller.userAgent)),
  'POST /api/v1/setup': async (ctx, { body, caller }) => kept(caller, await setUp(ctx, body, caller.userAgent)),
  'DELETE /api/v1/sessions/current': async (ctx, { viewer, caller }) => {
    if (caller.sessionId !== null) await signOut(ctx, viewer.personId, caller.sessionId)
    caller.forget()
    return null
  },
  'POST /api/v1/sessions/codes': (ctx, { viewer, body }) =>
    makeCode(ctx, viewer, body.origin, (origin) => isAllowedOrigin(origin, ctx.config)),
  'POST /api/v1/sessions/exchange': (ctx, { body, headers, caller }) =>
    exchangeCode(ctx, body.code, headers.origin, caller.userAgent),
  'GET /api/v1/me': async (_ctx, { viewer }) => ({
    person: me(viewer),
    lacksSecondFactor: viewer.lacksSecondFactor === true,
  }),
  'GET /api/v1/people': (ctx, { query }) => listPeople(ctx, query),
  'PUT /api/v1/people/:id/grants': async (ctx, { params, body, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    return setGrants(ctx, params.id, body)
  },
} satisfies Partial<Handlers>

function kept(caller: Caller, session: Result<'POST /api/v1/sessions'>): Result<'POST /api/v1/sessions'> {
  caller.keepSignedIn(session.token)
  return session
}

function me({
  personId,
  name,
  role,
  authorOf,
  isMember,
  sections,
  memberOf,
}: Viewer): Result<'GET /api/v1/me'>['person'] {
  if (personId === null || role === 'anyone') return null
  return {
    ...{ id: personId, name, role, isMember },
    ...{ authorOf: [...authorOf], sections: [...sections], memberOf: [...memberOf] },
  }
}
