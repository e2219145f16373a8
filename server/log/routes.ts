import type { Handlers } from '../http/handlers.ts'
import { readLog } from './read-log.ts'

export const logHandlers = {
  'GET /api/v1/log': (ctx, { query }) => readLog(ctx, query),
} satisfies Partial<Handlers>
