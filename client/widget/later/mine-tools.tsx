import type { ComponentType } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { openMyCases } from '../case/open-case.ts'
import { accountOf, signIn } from '../session.ts'
import { SignInTrouble } from '../sign-in-line.tsx'
import { strings as shared } from '../strings.ts'
import { dress } from '../styles.ts'
import { useThread } from '../thread.ts'
import css from './mine.css?inline'
import { followStory } from './mine.ts'
import { strings } from './strings.ts'

/**
 * Beside the heading, for who is signed in: following the story, what they were told, and their cases. For a guest, the
 * way to an account, which some of it needs.
 */
export function MineTools() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const isSubscribed = thread.isSubscribed.value
  const unread = thread.unread.value
  if (isSubscribed === null) return null
  const hasAccount = accountOf(thread.session) !== null
  return (
    <>
      {hasAccount && (
        <button
          type="button"
          class="aw-quiet follow"
          aria-pressed={isSubscribed}
          onClick={() => void followStory(thread)}
        >
          {strings.follow}
        </button>
      )}
      <button
        type="button"
        class={unread > 0 ? 'aw-quiet notices-button has-unread' : 'aw-quiet notices-button'}
        aria-haspopup="dialog"
        onClick={() => {
          thread.noticesOpen.value = true
        }}
      >
        {strings.notices}
        {unread > 0 && (
          <>
            <span class="unread aw-figures" aria-hidden="true">
              ({unread})
            </span>
            <span class="aw-hidden">, {strings.unread(unread)}</span>
          </>
        )}
      </button>
      <button type="button" class="aw-quiet" onClick={() => openMyCases(thread)}>
        {strings.myCases}
      </button>
      {hasAccount ? (
        <a class="aw-quiet" href={`${thread.base}/account`} target="_blank" rel="noopener">
          {strings.account}
        </a>
      ) : (
        <>
          <button type="button" class="aw-quiet" onClick={() => signIn(thread.session)}>
            {shared.signIn}
          </button>
          <SignInTrouble session={thread.session} />
        </>
      )}
      {thread.followProblem.value && <span role="alert">{thread.followProblem.value}</span>}
      <Notices />
    </>
  )
}

/** The list of notices, once its code is here. */
function Notices() {
  const thread = useThread()
  const isOpen = thread.noticesOpen.value
  const [List, setList] = useState<ComponentType | null>(null)
  useEffect(() => {
    if (!isOpen || List) return
    import('../notices/index.ts').then(
      (chunk) => setList(() => chunk.NoticeDialog),
      () => {
        thread.noticesOpen.value = false
        thread.status.value = strings.noticesNotLoaded
      },
    )
  }, [isOpen])
  return isOpen && List ? <List /> : null
}
