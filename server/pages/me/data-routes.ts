import { Router } from 'express'
import type { Context } from '../../context.ts'

export function dataRoutes(_ctx: Context, _limits: boolean): Router {
  return Router({ caseSensitive: true })
}
