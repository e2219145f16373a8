import { useEffect, useState } from 'preact/hooks'
import type { Result } from '../../server/contract/index.ts'
import { call } from '../api.ts'
import { Allow } from './allow.tsx'
import { CodeForm } from './code-form.tsx'
import { LookInMail } from './look-in-mail.tsx'
import { words } from './strings.ts'
import { WayIn } from './way-in.tsx'
import { startOf, type Way } from './ways.tsx'

export interface SignInProps {
  /** Path on this site to go on to. */
  next: string
  /** The embedding page that waits for an answer, when this is its popup. */
  popup: { origin: string; state: string } | null
  /** What is open to readers. */
  ways: Result<'GET /api/v1/sign-in'>
}

/** Signs in or makes an account, then goes on: to the next page, or back to the page that opened the popup. */
export function SignIn({ next, popup, ways }: SignInProps) {
  const [name, setName] = useState<string | null>()
  const [way, setWay] = useState<Way>(startOf(ways))
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [challenge, setChallenge] = useState<string | null>(null)

  useEffect(() => {
    call('GET /api/v1/me', {}).then(
      ({ person }) => setName(person && !person.guest ? person.name : null),
      () => setName(null),
    )
  }, [])

  const signedIn = (person: { name: string }) => {
    setChallenge(null)
    if (popup) setName(person.name)
    else location.assign(next)
  }
  const signOut = async () => {
    await call('DELETE /api/v1/sessions/current', {}).catch(() => undefined)
    setName(null)
  }

  if (name === undefined) return <p role="status">{words.working}</p>
  if (name !== null && popup) return <Allow name={name} {...popup} onSignOut={signOut} />
  if (name !== null)
    return (
      <>
        <h1>{words.signedInAs(name)}</h1>
        <div class="account-actions">
          <a class="aw-button aw-button-primary" href={next}>
            {words.goOn}
          </a>
          <button type="button" class="aw-button" onClick={signOut}>
            {words.signOut}
          </button>
        </div>
      </>
    )
  if (challenge !== null)
    return (
      <CodeForm challenge={challenge} onDone={({ person }) => signedIn(person)} onBack={() => setChallenge(null)} />
    )
  if (sentTo !== null)
    return (
      <LookInMail
        email={sentTo}
        mail={ways.mail}
        inPopup={popup !== null}
        onSignedIn={signedIn}
        onBack={() => setSentTo(null)}
      />
    )
  return (
    <WayIn
      key={way}
      way={way}
      ways={ways}
      next={popup ? undefined : next}
      back={popup ? `/sign-in?${new URLSearchParams({ ...popup })}` : next}
      onWay={setWay}
      onSent={setSentTo}
      onChallenge={setChallenge}
      onSignedIn={signedIn}
    />
  )
}
