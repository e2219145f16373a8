import type { Result } from '../../server/contract/index.ts'
import { call, isProblem } from '../api.ts'
import { AccountForm } from './account-form.tsx'
import type { FieldName, Values } from './rules.ts'
import { words } from './strings.ts'

type Ways = Result<'GET /api/v1/sign-in'>
export type Way = 'password' | 'new' | 'link' | 'reset'

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

const forms: Record<Way, { title: string; fields: FieldName[]; action: string; hint?: string }> = {
  password: { title: words.signIn, fields: ['email', 'password'], action: words.signIn },
  new: { title: words.signUp, fields: ['name', 'email', 'password'], action: words.signUp },
  link: { title: words.linkTitle, fields: ['email'], action: words.sendLink, hint: words.linkHint },
  reset: { title: words.resetTitle, fields: ['email'], action: words.sendLink, hint: words.resetHint },
}

/** The way that is shown first. A password is always shown where nothing else is open: owners have one. */
export function startOf({ password, link }: Ways): Way {
  return password || !link ? 'password' : 'link'
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
  const other = (to: Way, label: string) => (
    <button type="button" class="aw-link" onClick={() => onWay(to)}>
      {label}
    </button>
  )
  const first = startOf(ways)
  return (
    <>
      <h1>{title}</h1>
      {way !== 'reset' && <Providers ways={ways} back={back} />}
      <AccountForm {...form} isNew={way === 'new'} onSubmit={submit}>
        {way === 'password' && ways.signUp && other('new', words.signUp)}
        {way === 'new' && other('password', words.toSignIn)}
        {(way === 'link' || way === 'reset') && other('password', ways.password ? words.byPassword : words.forOwners)}
      </AccountForm>
      <div class="account-ways">
        {way !== 'link' && way !== 'reset' && ways.link && other('link', words.byLink)}
        {way === 'password' && (ways.link || ways.signUp) && other('reset', words.forgot)}
        {way === 'reset' && first === 'link' && other('link', words.byLink)}
      </div>
    </>
  )
}

/** Buttons for those who vouch for their people. */
function Providers({ ways, back }: { ways: Ways; back: string }) {
  if (ways.providers.length === 0) return null
  return (
    <>
      <ul class="providers">
        {ways.providers.map(({ id, name }) => (
          <li key={id}>
            <a class="aw-button" href={`/sign-in/${id}?next=${encodeURIComponent(back)}`} rel="nofollow">
              {words.continueWith(name)}
            </a>
          </li>
        ))}
      </ul>
      <p class="ways-or">{words.or}</p>
    </>
  )
}
