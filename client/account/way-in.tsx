import { call, isProblem } from '../api.ts'
import { AccountForm } from './account-form.tsx'
import type { Values } from './rules.ts'
import { forms, otherWays, Providers, type Way, type Ways } from './ways.tsx'

interface Props {
  way: Way
  ways: Ways
  /** Path to go on to from a letter; undefined where another page waits. */
  next: string | undefined
  /** Path to come back to from a provider. */
  back: string
  onWay: (way: Way) => void
  /** A letter is on its way to this address. */
  onSent: (email: string) => void
  /** The password was right, and a second factor is asked for. */
  onChallenge: (challenge: string) => void
  onSignedIn: (person: { name: string }) => void
}

/** One way to sign in, and how to come to the others. */
export function WayIn({ way, ways, next, back, onWay, onSent, onChallenge, onSignedIn }: Props) {
  const submit = async ({ name, email, password }: Values) => {
    if (way === 'password') {
      try {
        const { person } = await call('POST /api/v1/sessions', { body: { email, password } })
        return onSignedIn(person)
      } catch (problem) {
        if (!isProblem(problem, 'second_factor')) throw problem
        return onChallenge(String(problem.extra.challenge))
      }
    }
    if (way === 'new') await call('POST /api/v1/people', { body: { name, email, password, next } })
    else if (way === 'link') await call('POST /api/v1/sessions/links', { body: { email, next } })
    else await call('POST /api/v1/passwords/links', { body: { email, next } })
    onSent(email)
  }
  const { title, ...form } = forms[way]
  const others = otherWays(way, ways).map(({ to, label }) => ({
    isBeside: to === 'new' || to === 'password',
    button: (
      <button key={to} type="button" class="aw-link" onClick={() => onWay(to)}>
        {label}
      </button>
    ),
  }))
  return (
    <>
      <h1>{title}</h1>
      {way !== 'reset' && <Providers ways={ways} back={back} />}
      <AccountForm {...form} isNew={way === 'new'} onSubmit={submit}>
        {others.map(({ isBeside, button }) => isBeside && button)}
      </AccountForm>
      <div class="account-ways">{others.map(({ isBeside, button }) => !isBeside && button)}</div>
    </>
  )
}
