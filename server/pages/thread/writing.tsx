import type { ComponentChildren } from 'preact'
import type * as z from 'zod'
import { strings as guestStrings } from '../../../client/widget/guest/strings.ts'
import { strings } from '../../../client/widget/strings.ts'
import type { GuestsAllowed } from '../../contract/sign-in.ts'
import { signInHref } from './addresses.ts'
import type { KeptDraft } from './own.ts'
import { formKey, type Person } from './person.ts'
import { words } from './words.ts'

/** A text that was sent and refused. */
export interface Refused {
  body: string
  /** Why, in a sentence. */
  problem: string
  /** `updatedAt` of the draft it was kept as. */
  draftFrom?: string | undefined
  /** Of a guest. */
  name?: string
  email?: string
}

interface WritingProps {
  /** Of the story's page. */
  path: string
  person: Person | null
  guests: z.output<typeof GuestsAllowed>
  /** The comment that is answered. */
  parent?: { id: string; name: string } | undefined
  refused: Refused | undefined
  /** A text of before that is kept for this place. */
  kept?: KeptDraft | undefined
  /** Where to come back to from signing in. */
  back: string
  /** Epoch ms. */
  now: number
}

/** A plain form for a comment or a reply; for who is signed out, the way to sign in, and under it a text they sent. */
export function Writing(props: WritingProps) {
  const { path, person, parent, refused, guests } = props
  const kept = refused ? undefined : props.kept
  const isGuest = !person && guests !== 'off'
  const id = parent ? 'write-reply' : 'write'
  const isPlace = parent ? 'reply-form' : undefined
  if (!person && !refused && !isGuest)
    return (
      <p class={isPlace} id={id}>
        <SignIn back={props.back} />
      </p>
    )
  return (
    <div class={isPlace} id={id}>
      <form class="writing" method="post" action={`${path}/comments#${id}`}>
        <Unseen {...props} kept={kept} />
        <Trap />
        <Field id={id} label={parent ? strings.yourReply(parent.name) : strings.yourComment} {...{ refused, kept }} />
        {isGuest && <GuestFields id={id} guests={guests} refused={refused} />}
        <div class="foot">
          <div class="beside">{strings.markdown}</div>
          <div class="buttons">
            {person ? (
              <Send person={person}>{parent ? strings.postReply : strings.post}</Send>
            ) : (
              <>
                {isGuest && (
                  <button class="aw-button aw-button-primary" type="submit">
                    {guestStrings.postAsGuest}
                  </button>
                )}
                <SignIn {...props} />
              </>
            )}
          </div>
        </div>
      </form>
      {kept && person && <Discard {...{ id, path, kept, person }} />}
    </div>
  )
}

/** A form of its own: of two buttons in one form, a key could press the wrong one. */
function Discard({ id, path, kept, person }: { id: string; path: string; kept: KeptDraft; person: Person }) {
  return (
    <form method="post" action={`${path}/drafts`} id={`${id}-discard`}>
      <input type="hidden" name="token" value={person.token} />
      <input type="hidden" name="key" value={formKey()} />
      {kept.parentId && <input type="hidden" name="parentId" value={kept.parentId} />}
      <input type="hidden" name="draftFrom" value={kept.updatedAt} />
    </form>
  )
}

/** What is sent with the words. */
function Unseen({ person, parent, refused, kept, now }: WritingProps) {
  const draftFrom = refused?.draftFrom ?? kept?.updatedAt
  return (
    <>
      {person && <input type="hidden" name="token" value={person.token} />}
      <input type="hidden" name="key" value={formKey()} />
      {parent && <input type="hidden" name="parentId" value={parent.id} />}
      {draftFrom && <input type="hidden" name="draftFrom" value={draftFrom} />}
      {/* Whoever puts a text of before right may be quick. */}
      {!refused && !kept && <input type="hidden" name="opened" value={now} />}
    </>
  )
}

/** Whoever fills this in is no person: it is neither seen nor read out nor reached by keys. */
function Trap() {
  return (
    <div class="aw-hidden" aria-hidden="true">
      <input type="text" name="website" tabIndex={-1} autocomplete="off" />
    </div>
  )
}

interface OneField {
  id: string
  label: string
  refused: Refused | undefined
  kept: KeptDraft | undefined
}

function Field({ id, label, refused, kept }: OneField) {
  const about = refused ? `${id}-problem` : kept && `${id}-kept`
  const text = refused?.body ?? kept?.body
  return (
    <>
      {refused && (
        <p class="problem" role="alert" id={`${id}-problem`}>
          {refused.problem}
        </p>
      )}
      {kept && (
        <p class="kept-hint">
          <span id={`${id}-kept`}>{words.kept}</span>{' '}
          <button class="aw-link" type="submit" form={`${id}-discard`}>
            {words.discard}
          </button>
        </p>
      )}
      <label for={`${id}-body`}>{label}</label>
      <textarea
        class="aw-field"
        id={`${id}-body`}
        name="body"
        rows={5}
        required
        dir="auto"
        aria-describedby={about}
        data-kept={kept && ''}
      >
        {/* The first line break in such a field is not part of the text. */}
        {text && `\n${text}`}
      </textarea>
    </>
  )
}

/** What a guest gives instead of an account. */
function GuestFields({ id, guests, refused }: { id: string } & Pick<WritingProps, 'guests' | 'refused'>) {
  return (
    <div class="guest-fields">
      <p>
        <label for={`${id}-name`}>{guestStrings.name}</label>
        <input
          class="aw-field"
          id={`${id}-name`}
          name="name"
          required
          autoComplete="name"
          maxLength={60}
          value={refused?.name}
        />
      </p>
      {guests !== 'name' && (
        <p>
          <label for={`${id}-email`}>{guestStrings.email}</label>
          <input
            class="aw-field"
            id={`${id}-email`}
            name="email"
            type="email"
            required
            autoComplete="email"
            value={refused?.email}
            aria-describedby={`${id}-email-hint`}
          />
          <span class="hint" id={`${id}-email-hint`}>
            {guests === 'confirmed' ? guestStrings.emailConfirmed : guestStrings.emailHint}
          </span>
        </p>
      )}
    </div>
  )
}

function Send({ person, children }: { person: Person; children: ComponentChildren }) {
  return (
    <>
      <span class="writer">
        {strings.writingAs}{' '}
        <a href="/account">
          <bdi>{person.reader.name}</bdi>
        </a>
      </span>
      <button class="aw-button aw-button-primary" type="submit">
        {children}
      </button>
    </>
  )
}

function SignIn({ back }: { back: string }) {
  return (
    <a class="aw-button" href={signInHref(back)} rel="nofollow">
      {strings.signInToPost}
    </a>
  )
}
