import type { Handlers } from '../http/handlers.ts'
import { readNotices, readUp } from './read-notices.ts'

export const noticeHandlers = {
  'GET /api/v1/me/notices': (ctx, { viewer, query }) => readNotices(ctx, viewer, query),
  'POST /api/v1/me/notices/read': (ctx, { viewer, body }) => readUp(ctx, viewer, body),
} satisfies Partial<Handlers>
