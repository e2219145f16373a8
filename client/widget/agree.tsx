import { later } from './later.ts'
import { modesNow } from './modes.ts'
import { accountOf, signIn } from './session.ts'
import { SignInTrouble } from './sign-in-line.tsx'
import { strings } from './strings.ts'
import { type Thread, useThread } from './thread.ts'
import type { Shown } from './tree.ts'

/** Agreeing with a comment, and how many do; for its writer, and where nobody may now, the number alone. */
export function Agree({ comment, isOwn }: { comment: Shown; isOwn: boolean }) {
  const thread = useThread()
  const { id } = comment
  const agrees = thread.agreed.value.has(id)
  // A page may be some seconds behind its reader.
  const count = Math.max(comment.agreed, agrees ? 1 : 0)
  const words = count > 0 && <span class="agree-count aw-figures"> {count}</span>
  if (isOwn || modesNow()?.mayReact(thread, id) === false)
    return count > 0 ? <span class="done">{strings.agreeing(count)}</span> : null
  return (
    <>
      <button type="button" class="aw-quiet agree" aria-pressed={agrees} onClick={() => press(thread, comment)}>
        {strings.agree}
        {words}
        <span class="aw-hidden"> {strings.withComment(comment.author?.name ?? '')}</span>
      </button>
      {thread.agreeNext.value === id && <SignInTrouble session={thread.session} />}
      {thread.agreeProblem.value?.id === id && (
        <span class="agree-problem" role="alert">
          {thread.agreeProblem.value.words}
        </span>
      )}
    </>
  )
}

/** Who has no account here signs in first; the window for it needs this very press. */
function press(thread: Thread, comment: Shown) {
  if (!accountOf(thread.session)) {
    thread.agreeNext.value = comment.id
    signIn(thread.session)
    return
  }
  later().then(
    (chunk) => void chunk.agree(thread, comment.id),
    () => {
      thread.agreeProblem.value = { id: comment.id, words: strings.offline }
    },
  )
}
