import type { Handlers } from '../http/handlers.ts'
import { chooseMail, chooseThread } from './choose.ts'
import { noticeSettings } from './notice-settings.ts'
import { readNotices, readUp } from './read-notices.ts'

export const noticeHandlers = {
  'GET /api/v1/me/notices': (ctx, { viewer, query }) => readNotices(ctx, viewer, query),
  'POST /api/v1/me/notices/read': (ctx, { viewer, body }) => readUp(ctx, viewer, body),
  'GET /api/v1/me/notice-settings': (ctx, { viewer }) => noticeSettings(ctx, viewer),
  'PATCH /api/v1/me/notice-settings': (ctx, { viewer, body }) => chooseMail(ctx, viewer, body),
  'PATCH /api/v1/stories/:id/subscription': async (ctx, { viewer, params, body }) => {
    await chooseThread(ctx, viewer, params.id, body.level)
    return { level: body.level }
  },
} satisfies Partial<Handlers>
