import { ask } from '../session.ts'
import { changeUnderHold } from '../still.ts'
import { surfaceOf, type Thread } from '../thread.ts'

/** Fetches which posts elsewhere were checked, and shows the line about them without moving what is read. */
export async function fetchElsewhere(thread: Thread, storyId: string) {
  const answer = await ask(thread.session, 'GET /api/v1/stories/:id/elsewhere', { params: { id: storyId } }).catch(
    () => null,
  )
  const next = answer?.cases ?? thread.elsewhere.value ?? []
  if (JSON.stringify(next) === JSON.stringify(thread.elsewhere.value)) return
  changeUnderHold(surfaceOf(thread), () => {
    thread.elsewhere.value = next
  })
}
