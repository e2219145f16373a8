import type { Context } from '../../context.ts'
import { proofOf } from '../../people/confirm.ts'
import { renderPage } from '../layout.tsx'
import { Field, Form, type Shown } from './frame.tsx'
import { words } from './words.ts'

/** Asks to prove once more who one is, before going on to `next`. */
export async function confirmPage(ctx: Context, shown: Shown, next: string): Promise<string> {
  const proof = await proofOf(ctx, shown.person.reader.personId)
  return renderPage(
    ctx,
    { title: words.confirm, description: words.confirm, frame: 'slip', hidden: true },
    <div class="slip">
      <h1>{words.confirm}</h1>
      <p>{words.confirmWhy}</p>
      {proof === null ? (
        <p>{words.confirmAnew}</p>
      ) : (
        <Form name="confirm" shown={shown}>
          <input type="hidden" name="next" value={next} />
          {proof === 'code' ? (
            <Field
              form="confirm"
              name="code"
              label={words.confirmCode}
              hint={words.confirmCodeHint}
              autoComplete="one-time-code"
              isCode
            />
          ) : (
            <Field
              form="confirm"
              name="password"
              label={words.confirmPassword}
              type="password"
              autoComplete="current-password"
            />
          )}
          <div class="account-actions">
            <button type="submit" class="aw-button aw-button-primary">
              {words.confirmButton}
            </button>
            <a class="aw-link" href={next}>
              {words.confirmBack}
            </a>
          </div>
        </Form>
      )}
    </div>,
  )
}

interface CodePageProps {
  challenge: string
  next: string
  problem?: string | undefined
}

/** Asks for the second factor of a sign-in, without scripts. */
export function codePage(ctx: Context, { challenge, next, problem }: CodePageProps): string {
  return renderPage(
    ctx,
    { title: words.codePage, description: words.codePage, frame: 'slip', hidden: true },
    <div class="slip">
      <h1>{words.codePage}</h1>
      <p>{words.codeWhy}</p>
      <form class="account-form" method="post" action="/sign-in/code">
        {problem && (
          <p class="form-error" role="alert">
            {problem}
          </p>
        )}
        <input type="hidden" name="challenge" value={challenge} />
        <input type="hidden" name="next" value={next} />
        <Field form="code" name="code" label={words.code} autoComplete="one-time-code" isCode />
        <div class="account-actions">
          <button type="submit" class="aw-button aw-button-primary">
            {words.signIn}
          </button>
          <a class="aw-link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
            Begin again
          </a>
        </div>
      </form>
    </div>,
  )
}
