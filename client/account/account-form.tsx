import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Field } from './field.tsx'
import { type Errors, errorsFrom, errorsOf, type FieldName, type Values } from './rules.ts'
import { words } from './strings.ts'

interface Props {
  fields: readonly FieldName[]
  /** A new password has a least length; a new address gets a hint. */
  isNew: boolean
  action: string
  /** Above the fields. */
  hint?: string
  /** Sends the form. What it throws is shown. */
  onSubmit: (values: Values) => Promise<void>
  children?: ComponentChildren
}

const order: FieldName[] = ['name', 'email', 'password']

/** Some of name, address and password. What was typed stays whatever the answer is; the first wrong field gets the focus. */
export function AccountForm({ fields, isNew, action, hint, onSubmit, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)

  useLayoutEffect(() => {
    const first = order.find((name) => errors[name])
    if (first) form.current?.querySelector<HTMLInputElement>(`#${first}`)?.focus()
  }, [errors])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || !form.current) return
    const values = valuesOf(form.current)
    const asked = Object.fromEntries(fields.map((name) => [name, values[name]]))
    const wrong = errorsOf(asked, isNew)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    setBusy(true)
    try {
      await onSubmit(values)
    } catch (problem) {
      setErrors(errorsFrom(problem))
    } finally {
      setBusy(false)
    }
  }
  const common = (name: FieldName) => ({
    name,
    error: errors[name],
    onInput: () => errors[name] && setErrors({ ...errors, [name]: undefined }),
  })

  return (
    <form ref={form} class="account-form" method="post" noValidate onSubmit={submit}>
      <p class="form-error" role="alert">
        {errors.form}
      </p>
      {hint && <p class="field-hint">{hint}</p>}
      {fields.includes('name') && (
        <Field {...common('name')} label={words.name} hint={words.nameHint} autoComplete="name" />
      )}
      <Field
        {...common('email')}
        label={words.email}
        type="email"
        autoComplete="username"
        {...(isNew && { hint: words.emailHint })}
      />
      {fields.includes('password') && (
        <Field
          {...common('password')}
          label={words.password}
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          {...(isNew && { hint: words.passwordHint })}
        />
      )}
      <div class="account-actions">
        <button type="submit" class="aw-button aw-button-primary" aria-disabled={busy}>
          {busy ? words.working : action}
        </button>
        {children}
      </div>
    </form>
  )
}

function valuesOf(form: HTMLFormElement): Values {
  const data = new FormData(form)
  const value = (name: FieldName) => String(data.get(name) ?? '')
  return { name: value('name'), email: value('email'), password: value('password') }
}
