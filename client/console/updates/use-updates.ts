import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import type { Resource } from '../resource.ts'
import { useResource } from '../resource.ts'
import type { Update } from '../shapes.ts'

/** All updates of a story that this person may see, the scheduled ones first, then the newest. */
export function useUpdates(storyId: string): Resource<Update[]> {
  const resource = useResource(
    `updates ${storyId}`,
    async () => (await ask('GET /api/v1/stories/:id/updates', { params: { id: storyId } })).updates,
  )
  // What is scheduled is no event of the story: readers must not hear of it.
  useDesk((hinted) => (hinted === null || hinted === storyId) && resource.reload())
  return resource
}

/** The number that the next one gets. */
export function nextNumber(list: Update[]): number {
  return Math.max(0, ...list.map(({ number }) => number ?? 0)) + 1
}

/** The list with what was just published or scheduled, until it is asked for anew. */
export function withUpdate(list: Update[], update: Update): Update[] {
  if (list.some(({ id }) => id === update.id)) return list
  const scheduled = list.filter(({ state }) => state === 'scheduled')
  const rest = list.filter(({ state }) => state !== 'scheduled')
  return [...scheduled, update, ...rest]
}
