import { isProblem } from '../api.ts'
import { words } from './strings.ts'

export type FieldName = 'name' | 'email' | 'password'
export type Values = Record<FieldName, string>
/** What is wrong, by field; `form` for what concerns no single one. */
export type Errors = Partial<Record<FieldName | 'form', string>>

/** What is wrong with a form before it is sent. A new password has a least length; an old one is what it is. */
export function errorsOf(values: Partial<Values>, isNew: boolean): Errors {
  const { name, email = '', password } = values
  const errors: Errors = {}
  if (name !== undefined && (name.trim().length < 2 || name.trim().length > 60)) errors.name = words.nameMissing
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) errors.email = words.emailWrong
  if (password === undefined) return errors
  if (password === '') errors.password = words.passwordMissing
  else if (isNew && password.length < 10) errors.password = words.passwordShort
  else if (password.length > 128) errors.password = words.passwordLong
  return errors
}

/** The server's refusal in words, at the field it concerns where that can be told. */
export function errorsFrom(problem: unknown): Errors {
  if (!isProblem(problem)) return { form: words.failed }
  if (problem.code === 'offline') return { form: words.offline }
  if (problem.code === 'internal') return { form: words.failed }
  if (problem.code === 'rate_limited') {
    return { form: words.tooMany(Math.max(1, Math.ceil((problem.retryAfterMs ?? 0) / 60_000))) }
  }
  if (problem.code === 'conflict')
    return errorsAt(problem.extra.issues).name ? { name: problem.detail } : { email: problem.detail }
  const errors = problem.code === 'invalid' ? errorsAt(problem.extra.issues) : {}
  return Object.keys(errors).length > 0 ? errors : { form: problem.detail }
}

const own: Record<FieldName, string> = {
  name: words.nameMissing,
  email: words.emailWrong,
  password: words.passwordShort,
}

function errorsAt(issues: unknown): Errors {
  const errors: Errors = {}
  if (!Array.isArray(issues)) return errors
  for (const { path } of issues as { path?: unknown }[]) {
    const field = String(path ?? '').replace(/^body\./, '')
    if (field === 'name' || field === 'email' || field === 'password') errors[field] = own[field]
  }
  return errors
}
