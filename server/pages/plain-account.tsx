import { words } from '../../client/account/strings.ts'
import { forms, otherWays, Providers, startOf, type Way, type Ways } from '../../client/account/ways.tsx'
import { PlainField } from './plain-field.tsx'

/** What was sent and refused; the password is typed anew. */
export interface RefusedAccount {
  name: string
  email: string
  /** Why, in a sentence. */
  problem: string
}

interface PlainAccountProps {
  way: Way
  ways: Ways
  /** Where to go on afterwards, a path of this site. */
  next: string
  refused?: RefusedAccount | undefined
}

/** The way that an address of the page asks for, if it is open; owners may always use a password. */
export function plainWay(asked: unknown, ways: Ways): Way {
  if (asked === 'new' && ways.signUp) return 'new'
  if (asked === 'link' && ways.link) return 'link'
  if (asked === 'reset' && (ways.link || ways.signUp)) return 'reset'
  return asked === 'password' ? 'password' : startOf(ways)
}

/** Signing in, making an account, or asking for a letter, with a plain form: for browsers without scripts. */
export function PlainAccount({ way, ways, next, refused }: PlainAccountProps) {
  const { hint, fields, action } = forms[way]
  return (
    <>
      {way !== 'reset' && <Providers ways={ways} back={next} />}
      <form class="account-form" method="post" action="/sign-in">
        {refused && (
          <p class="form-error" role="alert">
            {refused.problem}
          </p>
        )}
        {hint && <p class="field-hint">{hint}</p>}
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="way" value={way} />
        {fields.includes('name') && (
          <PlainField name="name" label={words.name} hint={words.nameHint} autoComplete="name" value={refused?.name} />
        )}
        <PlainField
          name="email"
          label={words.email}
          hint={way === 'new' ? words.emailHint : undefined}
          autoComplete="username"
          value={refused?.email}
        />
        {fields.includes('password') && (
          <PlainField
            name="password"
            label={words.password}
            hint={way === 'new' ? words.passwordHint : undefined}
            autoComplete={way === 'new' ? 'new-password' : 'current-password'}
          />
        )}
        <div class="account-actions">
          <button type="submit" class="aw-button aw-button-primary">
            {action}
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
