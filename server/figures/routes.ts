import type { Handlers } from '../http/handlers.ts'
import { readFigures } from './read-figures.ts'

export const figureHandlers = {
  'GET /api/v1/figures': (ctx, { viewer, query }) => readFigures(ctx, viewer, query),
} satisfies Partial<Handlers>
