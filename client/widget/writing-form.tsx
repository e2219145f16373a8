import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { serverNow } from '../ui/clock.ts'
import { useCells } from './cells.ts'
import type { Draft, Place } from './drafts.ts'
import { laterNow, withLater } from './later.ts'
import { modesNow } from './modes.ts'
import { signIn, signOut } from './session.ts'
import { SignInTrouble } from './sign-in-line.tsx'
import { strings } from './strings.ts'
import { LONGEST, type Thread, useThread } from './thread.ts'

interface WritingFormProps {
  place: Place
  label: string
  /** What the button says. */
  action: string
  onSubmit: () => void
  onCancel?: () => void
  children?: ComponentChildren
}

/** Where a reader writes. The field stays the same element through pauses, refusals and sign-in. */
export function WritingForm({ place, label, action, onSubmit, onCancel, children }: WritingFormProps) {
  const thread = useThread()
  const { drafts } = thread
  const draft = drafts?.of(place)
  useCells(draft ?? {})
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    if (thread.focusNext !== place) return
    thread.focusNext = null
    field.current?.focus()
    field.current?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  }, [])
  if (!drafts || !draft) return null
  const button = <Submit draft={draft} thread={thread} action={action} />
  const { OtherText, GuestWay } = laterNow() ?? {}
  const focus = () => field.current?.focus()
  const modes = modesNow()
  const submit = () => {
    if (modes && !modes.mayPost(thread, place, serverNow())) return
    if (thread.session.person.value) onSubmit()
    else signIn(thread.session)
  }
  return (
    <form
      class={draft.sending.value ? 'writing is-sending' : 'writing'}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {modes && <modes.FormNotice place={place} />}
      <label for={`write-${place}`}>{label}</label>
      <div class="grow">
        <textarea
          id={`write-${place}`}
          class="aw-field"
          ref={field}
          rows={3}
          dir="auto"
          aria-describedby={`about-${place}`}
          readOnly={draft.sending.value}
          value={draft.text.value}
          onInput={(event) => {
            drafts.type(place, event.currentTarget.value)
            modes?.typed(thread, place)
          }}
          onBlur={() => {
            if (thread.keptOnServer.has(place)) withLater(({ keepDraft }) => keepDraft(thread, place))
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && onCancel && !draft.text.value) onCancel()
            if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
            event.preventDefault()
            submit()
          }}
        />
        <div class="aw-field mirror" aria-hidden="true">
          {draft.text.value}{' '}
        </div>
      </div>
      {OtherText && <OtherText drafts={drafts} draft={draft} focus={focus} />}
      {children}
      <div class="foot">
        <Beside draft={draft} thread={thread} />
        <div class="buttons">
          {onCancel && (
            <button type="button" class="aw-button" onClick={onCancel}>
              {strings.cancel}
            </button>
          )}
          {modes ? <modes.Sendable place={place}>{button}</modes.Sendable> : button}
        </div>
      </div>
      {GuestWay && !thread.session.person.value && <GuestWay focus={focus} />}
    </form>
  )
}

/** Under the field: what is wrong, what is kept, how much room is left, or a hint; and who writes. */
function Beside({ draft, thread }: { draft: Draft; thread: Thread }) {
  const problem = draft.problem.value
  const tooLong = draft.text.value.trim().length > LONGEST
  return (
    <div class="beside">
      <div id={`about-${draft.place}`}>
        <p role="alert" class={problem === strings.textKept ? 'kept' : 'problem'}>
          {problem}
        </p>
        {!problem && (
          <p class={tooLong ? 'problem' : draft.ready.value ? 'ready' : undefined}>{quietWords(draft, thread)}</p>
        )}
      </div>
      <Writer thread={thread} />
    </div>
  )
}

function quietWords(draft: Draft, thread: Thread): string {
  const text = draft.text.value
  const left = LONGEST - text.trim().length
  if (left < 0) return strings.over(-left)
  if (left <= 500) return strings.left(left)
  const words = modesNow()?.wordsBeside(thread, draft)
  if (words) return words
  if (draft.restored.value) return strings.restored
  return strings.markdown
}

function Submit({ draft, thread, action }: { draft: Draft; thread: Thread; action: string }) {
  const sending = draft.sending.value
  return (
    <button type="submit" class={sending ? 'aw-button' : 'aw-button aw-button-primary'} aria-disabled={sending}>
      {sending ? strings.sending : thread.session.person.value ? action : strings.signInToPost}
    </button>
  )
}

/** Who writes, or how to become someone who may. */
function Writer({ thread }: { thread: Thread }) {
  const person = thread.session.person.value
  if (!person) return <SignInTrouble session={thread.session} />
  return (
    <p class="writer">
      {strings.writingAs} <bdi>{person.name}</bdi>
      {' · '}
      <button type="button" class="aw-link" onClick={() => void signOut(thread.session)}>
        {strings.signOut}
      </button>
    </p>
  )
}
