import { ask } from '../ask.ts'
import type { Resource } from '../resource.ts'
import { useResource } from '../resource.ts'
import type { Site } from '../shapes.ts'

/** The publication: sections, time zone, settings. For staff. */
export function useSite(): Resource<Site> {
  return useResource('site', () => ask('GET /api/v1/site', {}))
}
