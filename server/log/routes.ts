import type { Handlers } from '../http/handlers.ts'
import { checkLog } from './check-log.ts'
import { readLog } from './read-log.ts'

export const logHandlers = {
  'GET /api/v1/log': (ctx, { query }) => readLog(ctx, query),
  'GET /api/v1/log/check': (ctx) => checkLog(ctx),
} satisfies Partial<Handlers>
