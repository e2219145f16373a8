import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import type { Resource } from '../resource.ts'
import { useResource } from '../resource.ts'
import type { Heat, StoryHeat } from '../shapes.ts'

/** What goes on under the stories, renewed at every hint of the server and with the clock. */
export function useHeat(): Resource<Heat> {
  const resource = useResource('heat', () => ask('GET /api/v1/heat', {}))
  useDesk(resource.reload)
  return resource
}

/** Whether a pause is worth proposing: a limit is reached, and readers can still write. */
export function isHot({ over, commenting }: StoryHeat): boolean {
  return over.length > 0 && commenting.mode !== 'paused' && commenting.mode !== 'closed'
}
