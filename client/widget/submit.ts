import type { Place } from './drafts.ts'
import { later } from './later.ts'
import { strings } from './strings.ts'
import type { Thread } from './thread.ts'

/** Posts what is written in a place, with the code for it if that is here yet. */
export function submit(thread: Thread, place: Place) {
  void later().then(
    ({ post }) => post(thread, place),
    () => notLoaded(thread, place),
  )
}

/** Says that nothing could be sent because not even the code for it arrived. */
function notLoaded(thread: Thread, place: Place) {
  const draft = thread.drafts?.of(place)
  if (draft) draft.problem.value = strings.notSentOffline
}
