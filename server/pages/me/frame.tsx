import type { ComponentChildren } from 'preact'
import type { Context } from '../../context.ts'
import { renderPage } from '../layout.tsx'
import type { Person } from '../thread/person.ts'
import { words } from './words.ts'

export type Place = keyof typeof words.places

/** What a page of the account is shown with. */
export interface Shown {
  person: Person
  /** What was just done, by its name in `words.done`. */
  done?: string | undefined
  /** What was sent and refused, by the name of its form. */
  problem?: { form: string; words: string; fields: Readonly<Record<string, string>> } | undefined
}

interface FrameProps {
  here: Place
  title: string
  why: string
  shown: Shown
  children: ComponentChildren
}

/** A page of the account: the list of its parts, and one of them. */
export function accountPage(ctx: Context, { here, title, why, shown, children }: FrameProps): string {
  const done = shown.done === undefined ? undefined : words.done[shown.done]
  return renderPage(
    ctx,
    { title, description: words.title, scripts: ['pages'], hidden: true },
    <div class="account">
      <nav class="account-places" aria-label={words.nav}>
        <p class="account-who">
          <bdi>{shown.person.reader.name}</bdi>
        </p>
        <ul>
          {Object.entries(words.places).map(([path, name]) => (
            <li>
              <a href={path} aria-current={path === here ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
        <form method="post" action="/account/sign-out">
          <Token person={shown.person} />
          <button type="submit" class="aw-link">
            {words.signOut}
          </button>
        </form>
      </nav>
      <div class="account-part">
        <h1>{title}</h1>
        <p class="account-why">{why}</p>
        {done && (
          <p class="account-done" role="status">
            {done}
          </p>
        )}
        {children}
      </div>
    </div>,
  )
}

/** Proves that a page of this session had the form. */
export function Token({ person }: { person: Person }) {
  return <input type="hidden" name="token" value={person.token} />
}

interface FormProps {
  /** Name of the form, and the end of the address it is sent to. */
  name: string
  shown: Shown
  children: ComponentChildren
}

/** A form of the account with why it was refused, if it was. */
export function Form({ name, shown, children }: FormProps) {
  const problem = shown.problem?.form === name ? shown.problem.words : undefined
  return (
    <form class="account-form" method="post" action={`/account/${name}#${name}`} id={name}>
      <Token person={shown.person} />
      {problem && (
        <p class="form-error" role="alert" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      {children}
    </form>
  )
}

interface FieldProps {
  /** Of the form; ids are made from both. */
  form: string
  name: string
  label: string
  hint?: string
  type?: 'text' | 'password'
  autoComplete: string
  value?: string | undefined
  isCode?: boolean
}

export function Field({ form, name, label, hint, type = 'text', autoComplete, value, isCode }: FieldProps) {
  const id = `${form}-${name}`
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        class={isCode ? 'aw-field account-code' : 'aw-field'}
        type={type as 'text'} // the types want one literal
        autoComplete={autoComplete}
        autoCapitalize={type === 'text' && !isCode ? 'words' : 'none'}
        spellcheck={false}
        required
        value={value}
        aria-describedby={hint && `${id}-hint`}
      />
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
