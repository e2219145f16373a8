import { useEffect, useMemo } from 'preact/hooks'
import { Dialog } from '../../ui/dialog.tsx'
import { When } from '../../ui/when.tsx'
import { openCase } from '../case/open-case.ts'
import { useCells } from '../cells.ts'
import { openUpdate } from '../later/open-update.ts'
import { renderNow } from '../still.ts'
import { dress } from '../styles.ts'
import { type Thread, useThread } from '../thread.ts'
import { Choices } from './choices.tsx'
import { load, loadEarlier, type NoticeFacts, type NoticeList, noticeList, runsOf } from './notice-list.ts'
import css from './notices.css?inline'
import { sentenceOf, words } from './words.ts'

/** What the reader was told, newest first. Opening it reads what is new. */
export function NoticeDialog() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const list = useMemo(noticeList, [])
  useCells(list)
  useEffect(() => void load(thread, list), [])
  const unread = thread.unread.value
  const isReady = list.state.value === 'ready'
  return (
    <Dialog class="notices" labelledBy="notices-heading" onClose={() => close(thread)}>
      <header class="notices-head">
        <h2 id="notices-heading">{words.heading}</h2>
        {isReady && unread > 0 && (
          <button type="button" class="aw-link" onClick={() => void load(thread, list)}>
            {words.arrived(unread)}
          </button>
        )}
        <button type="button" class="aw-quiet" onClick={() => close(thread)}>
          {words.close}
        </button>
      </header>
      {list.state.value === 'loading' && <p role="status">{words.loading}</p>}
      {list.state.value === 'failed' && (
        <div role="alert">
          <p>
            {words.failed} {list.failure.value}
          </p>
          <button type="button" class="aw-button" onClick={() => void load(thread, list)}>
            {words.tryAgain}
          </button>
        </div>
      )}
      {isReady && <All list={list} />}
      {isReady && <Choices />}
    </Dialog>
  )
}

function All({ list }: { list: NoticeList }) {
  const thread = useThread()
  if (list.notices.value.length === 0) return <p class="notices-empty">{words.empty}</p>
  const more = list.more.value
  return (
    <>
      {runsOf(list.notices.value).map(({ story, notices }) => (
        <section key={notices[0]?.id} class="notices-story">
          <h3>{story?.title ?? words.yourAccount}</h3>
          <ol>
            {notices.map((notice) => (
              <One key={notice.id} notice={notice} />
            ))}
          </ol>
        </section>
      ))}
      {more === 'failed' && <p role="alert">{words.earlierFailed}</p>}
      {list.next.value !== null && (
        <button
          type="button"
          class="aw-button"
          aria-disabled={more === 'loading'}
          onClick={() => void loadEarlier(thread, list)}
        >
          {more === 'loading' ? words.loadingEarlier : words.earlier}
        </button>
      )}
    </>
  )
}

function One({ notice }: { notice: NoticeFacts }) {
  const thread = useThread()
  return (
    <li class={notice.isRead ? undefined : 'is-unread'}>
      <a
        class="aw-link"
        href={notice.url}
        onClick={(event) => {
          if (goes(thread, notice)) event.preventDefault()
        }}
      >
        {sentenceOf(notice)}
      </a>
      <p class="notices-about">
        {!notice.isRead && <span class="is-new">{words.isNew}</span>}
        {notice.reference !== null && <span class="aw-figures">{notice.reference}</span>}
        <When at={notice.at} />
      </p>
    </li>
  )
}

/** Told to people who cannot do anything in the case. */
const ABOUT_OTHERS: readonly NoticeFacts['kind'][] = ['finding_reach', 'case_quoted', 'answer_asked']

/** A part of this page is gone to, a case is opened; answers false for what is on another page. */
function goes(thread: Thread, notice: NoticeFacts): boolean {
  const { caseId, commentId, number } = notice
  const isHere = notice.story?.id === thread.story.value?.id
  if (caseId !== null && !ABOUT_OTHERS.includes(notice.kind)) {
    close(thread)
    openCase(thread, caseId)
    return true
  }
  if (!isHere) return false
  close(thread)
  if (notice.kind === 'clarification' && number !== null) openUpdate(thread, number)
  else if (commentId !== null) thread.chunks.showComment(thread, commentId)
  return true
}

function close(thread: Thread) {
  thread.noticesOpen.value = false
  renderNow()
}
