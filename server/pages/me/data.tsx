import type { Context } from '../../context.ts'
import { myErasure } from '../../people/ask-erasure.ts'
import { Moment } from '../moment.tsx'
import { dataWords as words } from './data-words.ts'
import { accountPage, Form, type Shown } from './frame.tsx'

/** What is kept about a person: to take away, and to erase. */
export async function dataPage(ctx: Context, shown: Shown): Promise<string> {
  const erasure = await myErasure(ctx, shown.person.reader)
  const children = (
    <>
      <div class="account-actions">
        <a class="aw-button" href="/account/data.json" download>
          {words.download}
        </a>
      </div>
      <p class="field-hint">{words.downloadHint}</p>
      <section>
        <h2>{words.erase}</h2>
        {erasure ? (
          <Form name="keep" shown={shown}>
            <p>
              {words.due} <Moment at={Date.parse(erasure.dueAt)} />. {words.fate[erasure.words]}
            </p>
            <div class="account-actions">
              <button type="submit" class="aw-button aw-button-primary">
                {words.keep}
              </button>
            </div>
          </Form>
        ) : (
          <Ask shown={shown} />
        )}
      </section>
    </>
  )
  return accountPage(ctx, { here: '/account/data', title: words.title, why: words.why, shown, children })
}

function Ask({ shown }: { shown: Shown }) {
  return (
    <Form name="erase" shown={shown}>
      <p>{words.eraseWhy}</p>
      <fieldset class="account-choice">
        <legend>{words.comments}</legend>
        {(['delete', 'keep'] as const).map((choice) => (
          <label>
            <input type="radio" name="words" value={choice} required />
            <span>{words.choices[choice]}</span>
          </label>
        ))}
      </fieldset>
      <p class="field-hint">{words.stays}</p>
      <div class="account-actions">
        <button type="submit" class="aw-button aw-button-danger">
          {words.eraseButton}
        </button>
      </div>
    </Form>
  )
}
