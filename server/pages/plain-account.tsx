import { words } from '../../client/account/strings.ts'
import type { Result } from '../contract/index.ts'
import { PlainField } from './plain-field.tsx'

type Ways = Result<'GET /api/v1/sign-in'>
export type PlainWay = 'password' | 'new' | 'link' | 'reset'

/** What was sent and refused; the password is typed anew. */
export interface RefusedAccount {
  name: string
  email: string
  /** Why, in a sentence. */
  problem: string
}

interface PlainAccountProps {
  way: PlainWay
  ways: Ways
  /** Where to go on afterwards, a path of this site. */
  next: string
  refused?: RefusedAccount | undefined
}

/** The way that an address of the page asks for, if it is open; owners may always use a password. */
export function plainWay(asked: unknown, ways: Ways): PlainWay {
  if (asked === 'new' && ways.signUp) return 'new'
  if (asked === 'link' && ways.link) return 'link'
  if (asked === 'reset' && (ways.link || ways.signUp)) return 'reset'
  return asked === 'password' || ways.password || !ways.link ? 'password' : 'link'
}

export const plainTitles: Record<PlainWay, string> = {
  password: words.signIn,
  new: words.signUp,
  link: words.linkTitle,
  reset: words.resetTitle,
}

const actions: Record<PlainWay, string> = {
  password: words.signIn,
  new: words.signUp,
  link: words.sendLink,
  reset: words.sendLink,
}

/** Signing in, making an account, or asking for a letter, with a plain form: for browsers without scripts. */
export function PlainAccount({ way, ways, next, refused }: PlainAccountProps) {
  const hint = way === 'link' ? words.linkHint : way === 'reset' ? words.resetHint : undefined
  return (
    <>
      {way !== 'reset' && <PlainProviders ways={ways} next={next} />}
      <form class="account-form" method="post" action="/sign-in">
        {refused && (
          <p class="form-error" role="alert">
            {refused.problem}
          </p>
        )}
        {hint && <p class="field-hint">{hint}</p>}
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="way" value={way} />
        {way === 'new' && (
          <PlainField name="name" label={words.name} hint={words.nameHint} autoComplete="name" value={refused?.name} />
        )}
        <PlainField
          name="email"
          label={words.email}
          hint={way === 'new' ? words.emailHint : undefined}
          autoComplete="username"
          value={refused?.email}
        />
        {(way === 'new' || way === 'password') && (
          <PlainField
            name="password"
            label={words.password}
            hint={way === 'new' ? words.passwordHint : undefined}
            autoComplete={way === 'new' ? 'new-password' : 'current-password'}
          />
        )}
        <div class="account-actions">
          <button type="submit" class="aw-button aw-button-primary">
            {actions[way]}
          </button>
          {otherWays(way, ways).map(({ to, label }) => (
            <a class="aw-link" key={to} href={`/sign-in?way=${to}&next=${encodeURIComponent(next)}`}>
              {label}
            </a>
          ))}
        </div>
      </form>
    </>
  )
}

function PlainProviders({ ways, next }: { ways: Ways; next: string }) {
  if (ways.providers.length === 0) return null
  return (
    <>
      <ul class="providers">
        {ways.providers.map(({ id, name }) => (
          <li key={id}>
            <a class="aw-button" href={`/sign-in/${id}?next=${encodeURIComponent(next)}`} rel="nofollow">
              {words.continueWith(name)}
            </a>
          </li>
        ))}
      </ul>
      <p class="ways-or">{words.or}</p>
    </>
  )
}

function otherWays(way: PlainWay, ways: Ways): { to: PlainWay; label: string }[] {
  const all = [
    { to: 'password' as const, label: way === 'new' ? words.toSignIn : words.byPassword, isOpen: true },
    { to: 'new' as const, label: words.signUp, isOpen: ways.signUp && way === 'password' },
    { to: 'link' as const, label: words.byLink, isOpen: ways.link },
    { to: 'reset' as const, label: words.forgot, isOpen: way === 'password' && (ways.link || ways.signUp) },
  ]
  return all.filter(({ to, isOpen }) => isOpen && to !== way)
}

/** A letter is on its way. */
export function PlainSent({ email, mail }: { email: string; mail: Ways['mail'] }) {
  const isKept = mail === 'file' || mail === 'console'
  return (
    <>
      <h1>{words.lookInMail}</h1>
      <p class="slip-words">{isKept ? words.letterFor(email) : words.sentTo(email)}</p>
      {isKept && <p class="slip-words">{words.unsent[mail]}</p>}
      {!isKept && <p class="field-hint">{words.sentNothing}</p>}
    </>
  )
}
