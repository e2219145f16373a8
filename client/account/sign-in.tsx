import { useEffect, useState } from 'preact/hooks'
import { call, isProblem } from '../api.ts'
import { AccountForm } from './account-form.tsx'
import { Allow } from './allow.tsx'
import { CodeForm } from './code-form.tsx'
import type { Values } from './rules.ts'
import { words } from './strings.ts'

export interface SignInProps {
  /** Path on this site to go on to. */
  next: string
  /** The embedding page that waits for an answer, when this is its popup. */
  popup: { origin: string; state: string } | null
}

/** Signs in or makes an account, then goes on: to the next page, or back to the page that opened the popup. */
export function SignIn({ next, popup }: SignInProps) {
  const [name, setName] = useState<string | null>()
  const [isNew, setIsNew] = useState(false)
  const [challenge, setChallenge] = useState<string | null>(null)

  useEffect(() => {
    call('GET /api/v1/me', {}).then(
      ({ person }) => setName(person?.name ?? null),
      () => setName(null),
    )
  }, [])

  const submit = async (values: Values) => {
    try {
      const { email, password } = values
      goOn(
        isNew
          ? await call('POST /api/v1/people', { body: values })
          : await call('POST /api/v1/sessions', { body: { email, password } }),
      )
    } catch (problem) {
      if (!isProblem(problem, 'second_factor')) throw problem
      setChallenge(String(problem.extra.challenge))
    }
  }
  const goOn = ({ person }: { person: { name: string } }) => {
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
  if (challenge !== null) return <CodeForm challenge={challenge} onDone={goOn} onBack={() => setChallenge(null)} />
  return (
    <>
      <h1>{isNew ? words.signUp : words.signIn}</h1>
      <AccountForm key={String(isNew)} isNew={isNew} action={isNew ? words.signUp : words.signIn} onSubmit={submit}>
        <button type="button" class="aw-link" onClick={() => setIsNew(!isNew)}>
          {isNew ? words.toSignIn : words.signUp}
        </button>
      </AccountForm>
    </>
  )
}
