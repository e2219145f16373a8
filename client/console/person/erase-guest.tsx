import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { Refused } from '../parts/refused.tsx'
import { Chips } from '../pauses/chips.tsx'
import { href, navigate } from '../router.ts'
import { say } from '../session.ts'
import type { Standing } from '../shapes.ts'
import { common } from '../strings.ts'
import { guest as words } from '../strings-standing.ts'

/** For owners: erases somebody who wrote as a guest. */
export function EraseGuest({ person }: { person: Standing }) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useLayoutEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return (
    <section class="co-notes" aria-labelledby="person-guest">
      <h2 id="person-guest" class="co-part-title">
        {words.title}
      </h2>
      <p class="co-hint">{words.hint}</p>
      {isOpen ? (
        <EraseForm person={person} onLeave={() => setOpen(false)} />
      ) : (
        <div class="co-actions">
          <button ref={opener} type="button" class="aw-button" onClick={() => setOpen(true)}>
            {words.open}
          </button>
        </div>
      )}
    </section>
  )
}

function EraseForm({ person: { id, name }, onLeave }: { person: Standing; onLeave: () => void }) {
  const [comments, setComments] = useState<'keep' | 'delete' | ''>('')
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), [])
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (isBusy || comments === '') return
    setBusy(true)
    setFailure(null)
    ask('PUT /api/v1/people/:id/erasure', { params: { id }, body: { words: comments } })
      .then(() => {
        say(words.done(name))
        navigate(href.people())
      })
      .catch((error: unknown) => {
        setFailure(failureOf(error))
        setBusy(false)
      })
  }
  return (
    <form
      ref={form}
      class="co-form"
      noValidate
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave()
      }}
    >
      <Chips
        legend={words.words}
        name="guest-words"
        value={comments}
        options={[
          { value: 'keep', label: words.keep },
          { value: 'delete', label: words.delete },
        ]}
        onPick={setComments}
        error={tried && comments === '' ? words.choose : null}
        hint={words.after}
      />
      <Refused failure={failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-danger" disabled={isBusy}>
          {words.erase}
        </button>
        <button type="button" class="aw-quiet" onClick={onLeave}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
