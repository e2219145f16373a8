import { useLayoutEffect, useRef } from 'preact/hooks'
import { signInAddress } from './session.ts'
import { shell } from './strings.ts'
import { security } from './strings-privacy.ts'
import { useTitle } from './title.ts'

/** What somebody sees who is not signed in. */
export function SignedOut() {
  useTitle('')
  return (
    <main class="co-gate">
      <p class="co-kicker">{shell.name}</p>
      <h1>{shell.signedOutTitle}</h1>
      <p>{shell.signedOut}</p>
      <p>
        <a class="aw-button aw-button-primary" href={signInAddress()}>
          {shell.signIn}
        </a>
      </p>
    </main>
  )
}

/** What a reader without an office sees. */
export function NoOffice({ name }: { name: string }) {
  useTitle('')
  // It also takes the place of a console whose user is no longer staff: reading goes on here.
  const title = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => title.current?.focus(), [])
  return (
    <main class="co-gate">
      <p class="co-kicker">{shell.name}</p>
      <h1 ref={title} tabIndex={-1}>
        {shell.noOfficeTitle}
      </h1>
      <p>{shell.noOffice(name)}</p>
      <p>
        <a class="aw-button" href="/">
          {shell.toFront}
        </a>
      </p>
    </main>
  )
}

/** What a member of staff sees who has to set up a second factor first. */
export function LacksSecondFactor({ name }: { name: string }) {
  useTitle('')
  return (
    <main class="co-gate">
      <p class="co-kicker">{shell.name}</p>
      <h1>{security.lacksTitle}</h1>
      <p>{security.lacks(name)}</p>
      <p>
        <a class="aw-button aw-button-primary" href="/account/signing-in">
          {security.setUp}
        </a>
      </p>
    </main>
  )
}
