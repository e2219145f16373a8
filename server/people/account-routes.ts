import type { Viewer } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Handlers } from '../http/handlers.ts'
import { answerChallenge } from './admit.ts'
import { askErasure, myErasure, takeErasureBack } from './ask-erasure.ts'
import { confirm, requireRecent } from './confirm.ts'
import { eraseGuest } from './erase-guest.ts'
import { mute, myMutes, unmute } from './mutes.ts'
import { endOtherSessions, endSession, mySessions } from './my-sessions.ts'
import { changePassword } from './password.ts'
import { renamePerson } from './rename.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from './second-factor.ts'

/** What concerns a person’s account. Not for a publisher’s page, whose own scripts could use its session. */
export const accountHandlers = {
  'PATCH /api/v1/me': async (ctx, { viewer, body }) => {
    await renamePerson(ctx, ownPage(viewer), body.name)
    return null
  },
  'GET /api/v1/me/sessions': (ctx, { viewer, caller }) => mySessions(ctx, ownPage(viewer), caller.sessionId),
  'DELETE /api/v1/me/sessions/:id': async (ctx, { viewer, params }) => {
    await endSession(ctx, ownPage(viewer), params.id)
    return null
  },
  'DELETE /api/v1/me/sessions': async (ctx, { viewer, caller }) => ({
    ended: await endOtherSessions(ctx, ownPage(viewer), caller.sessionId),
  }),
  'PUT /api/v1/me/password': async (ctx, { viewer, caller, body }) => {
    await changePassword(ctx, ownPage(viewer), caller.sessionId, body)
    return null
  },
  'POST /api/v1/me/confirm': async (ctx, { viewer, caller, body }) => {
    await confirm(ctx, ownPage(viewer), caller.sessionId ?? '', body)
    return null
  },
  'POST /api/v1/me/second-factor': async (ctx, { viewer, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    return beginSecondFactor(ctx, ownPage(viewer))
  },
  'POST /api/v1/me/second-factor/confirm': async (ctx, { viewer, caller, body }) => {
    await requireRecent(ctx, caller.sessionId)
    return { recoveryCodes: await confirmSecondFactor(ctx, ownPage(viewer), body.code) }
  },
  'POST /api/v1/me/second-factor/recovery-codes': async (ctx, { viewer, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    return { recoveryCodes: await renewRecoveryCodes(ctx, ownPage(viewer)) }
  },
  'DELETE /api/v1/me/second-factor': async (ctx, { viewer, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    await dropSecondFactor(ctx, ownPage(viewer))
    return null
  },
  'DELETE /api/v1/people/:id/second-factor': async (ctx, { viewer, caller, params }) => {
    await requireRecent(ctx, caller.sessionId)
    await resetSecondFactor(ctx, viewer, params.id)
    return null
  },
  'PUT /api/v1/people/:id/erasure': async (ctx, { caller, params, body }) => {
    await requireRecent(ctx, caller.sessionId)
    await eraseGuest(ctx, params.id, body.words)
    return null
  },
  'GET /api/v1/me/mutes': (ctx, { viewer }) => myMutes(ctx, viewer),
  'PUT /api/v1/me/mutes/:id': async (ctx, { viewer, params }) => {
    await mute(ctx, viewer, params.id)
    return null
  },
  'DELETE /api/v1/me/mutes/:id': async (ctx, { viewer, params }) => {
    await unmute(ctx, viewer, params.id)
    return null
  },
  'GET /api/v1/me/erasure': async (ctx, { viewer }) => ({ erasure: await myErasure(ctx, ownPage(viewer)) }),
  'PUT /api/v1/me/erasure': async (ctx, { viewer, caller, body }) => {
    await requireRecent(ctx, caller.sessionId)
    return askErasure(ctx, ownPage(viewer), caller.sessionId, body.words)
  },
  'DELETE /api/v1/me/erasure': async (ctx, { viewer }) => {
    await takeErasureBack(ctx, ownPage(viewer))
    return null
  },
  'POST /api/v1/sessions/second-factor': async (ctx, { body, caller }) => {
    const session = await answerChallenge(ctx, body, caller.userAgent)
    caller.keepSignedIn(session.token)
    return session
  },
} satisfies Partial<Handlers>

/** @throws Refusal `forbidden`: an embedded session. */
function ownPage<V extends Viewer>(viewer: V): V {
  if (viewer.scope === 'full') return viewer
  throw new Refusal('forbidden', 'This is done on the site’s own pages.')
}
