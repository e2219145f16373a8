import { words } from '../../client/account/strings.ts'

/** What was sent and refused; the password is typed anew. */
export interface RefusedAccount {
  name: string
  email: string
  /** Why, in a sentence. */
  problem: string
}

interface PlainAccountProps {
  isNew: boolean
  /** Where to go on afterwards, a path of this site. */
  next: string
  refused?: RefusedAccount | undefined
}

/** Signing in, or making an account, with a plain form: for browsers without scripts. */
export function PlainAccount({ isNew, next, refused }: PlainAccountProps) {
  const to = encodeURIComponent(next)
  return (
    <form class="account-form" method="post" action="/sign-in">
      {refused && (
        <p class="form-error" role="alert">
          {refused.problem}
        </p>
      )}
      <input type="hidden" name="next" value={next} />
      {isNew && <input type="hidden" name="isNew" value="yes" />}
      {isNew && (
        <Field name="name" label={words.name} hint={words.nameHint} autoComplete="name" value={refused?.name} />
      )}
      <Field
        name="email"
        label={words.email}
        hint={isNew ? words.emailHint : undefined}
        autoComplete="username"
        value={refused?.email}
      />
      <Field
        name="password"
        label={words.password}
        hint={isNew ? words.passwordHint : undefined}
        autoComplete={isNew ? 'new-password' : 'current-password'}
      />
      <div class="account-actions">
        <button type="submit" class="aw-button aw-button-primary">
          {isNew ? words.signUp : words.signIn}
        </button>
        <a class="aw-link" href={isNew ? `/sign-in?next=${to}` : `/sign-in?new=yes&next=${to}`}>
          {isNew ? words.toSignIn : words.signUp}
        </a>
      </div>
    </form>
  )
}

interface FieldProps {
  name: 'name' | 'email' | 'password'
  label: string
  hint: string | undefined
  autoComplete: string
  value?: string | undefined
}

function Field({ name, label, hint, autoComplete, value }: FieldProps) {
  const type = name === 'name' ? 'text' : name
  return (
    <div class="field">
      <label for={`plain-${name}`}>{label}</label>
      <input
        id={`plain-${name}`}
        name={name}
        class="aw-field"
        type={type as 'text'} // the types want one literal
        autoComplete={autoComplete}
        required
        value={value}
        aria-describedby={hint && `plain-${name}-hint`}
      />
      {hint && (
        <p class="field-hint" id={`plain-${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
