import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { isProblem } from '../../api.ts'
import { accountOf, ask } from '../session.ts'
import { renderNow } from '../still.ts'
import { keep } from '../storage.ts'
import { type Thread, toggle, useThread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import { problemWords } from './agree.ts'
import { strings } from './strings.ts'

/** Whom this browser’s reader muted: kept with the account of who is signed in, and for others here alone. */
interface KeptMutes {
  /** Whose they are; null for those of somebody signed out. */
  owner: string | null
  ids: string[]
}

function keepMutes(thread: Thread, owner: string | null) {
  const kept: KeptMutes = { owner, ids: [...thread.mutes.value] }
  keep(`mutes:${thread.base}`, kept.ids.length > 0 ? kept : null)
  thread.mutesOf = owner
}

/** Takes the mutes of whoever is signed in now. What was muted before signing in goes to the account. */
export async function fetchMutes(thread: Thread) {
  const personId = accountOf(thread.session)?.id ?? null
  if (!personId) {
    // Those of an account are not for whoever uses the browser next.
    if (thread.mutesOf !== null) thread.mutes.value = new Set()
    return keepMutes(thread, null)
  }
  const own = thread.mutesOf === null ? [...thread.mutes.value] : []
  for (const id of own.filter((one) => one !== personId)) await send(thread, id, true).catch(() => undefined)
  const mine = await ask(thread.session, 'GET /api/v1/me/mutes', {}).catch(() => null)
  if (!mine || accountOf(thread.session)?.id !== personId) return
  const ids = mine.muted.map((one) => one.personId)
  if (ids.join() !== [...thread.mutes.value].join()) thread.mutes.value = new Set(ids)
  keepMutes(thread, personId)
}

function send(thread: Thread, id: string, isMuted: boolean) {
  return ask(thread.session, `${isMuted ? 'PUT' : 'DELETE'} /api/v1/me/mutes/:id`, { params: { id } })
}

/** Mutes the writer of a comment, or no longer: shown at once, and taken back with words when it is refused. */
async function setMuted(thread: Thread, { author }: Shown, isMuted: boolean) {
  const person = accountOf(thread.session)
  if (!author?.id) return
  const { id, name } = author
  toggle(thread.mutes, id, isMuted)
  keepMutes(thread, person?.id ?? null)
  thread.status.value = isMuted ? strings.mutedNow(name) : strings.unmutedNow(name)
  if (!person) return
  try {
    await send(thread, id, isMuted)
  } catch (error) {
    if (!isProblem(error)) throw error
    toggle(thread.mutes, id, !isMuted)
    keepMutes(thread, person.id)
    thread.status.value = problemWords(error)
  }
}

/** Beside the other tools of a comment. */
export function MuteButton({ comment }: { comment: Shown }) {
  const thread = useThread()
  const { author, id } = comment
  if (!author?.id) return null
  const isMuted = thread.mutes.value.has(author.id)
  const press = () => {
    void setMuted(thread, comment, !isMuted)
    renderNow()
    thread.root.getElementById(`comment-${id}`)?.focus()
  }
  return (
    <button type="button" class="aw-quiet" onClick={press}>
      {isMuted ? strings.unmute : strings.mute}
      <span class="aw-hidden"> {author.name}</span>
    </button>
  )
}

/** In the place of a comment whose writer the reader muted: a line, behind which it can be read once. */
export function Muted({ comment, children }: { comment: Shown; children: ComponentChildren }) {
  const thread = useThread()
  const [isShown, setShown] = useState(false)
  const show = () => {
    setShown(true)
    renderNow()
    thread.root.getElementById(`comment-${comment.id}`)?.focus()
  }
  if (isShown) return <>{children}</>
  return (
    <p class="gone">
      {strings.muted}{' '}
      <button type="button" class="aw-link" onClick={show}>
        {strings.showOnce}
        <span class="aw-hidden"> {strings.byName(comment.author?.name ?? '')}</span>
      </button>
    </p>
  )
}
