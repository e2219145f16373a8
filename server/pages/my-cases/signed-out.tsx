import { caseById } from '../../../db/cases.ts'
import { storyById } from '../../../db/stories.ts'
import type { Context } from '../../context.ts'
import { renderPage } from '../layout.tsx'
import { signInHref } from '../thread/addresses.ts'
import { myCasePath } from './addresses.ts'
import { words } from './words.ts'

const props = { title: words.title, description: words.caseDescription, hidden: true }

/** For whoever follows a letter here without being signed in: the way to, and the other page that shows the case. */
export async function signedOutPage(ctx: Context, id: string): Promise<string> {
  const row = await caseById(ctx.db.read, id)
  const story = row && (await storyById(ctx.db.read, row.storyId))
  return renderPage(
    ctx,
    props,
    <div class="sheet my-case">
      <header class="sheet-head">
        <h1>{words.title}</h1>
        <p>{words.signedOut}</p>
      </header>
      <SignIn id={id} />
      {story && (
        <p class="my-case-hint">
          {words.orThere}: <a href={`${story.url}#case-${id}`}>{new URL(story.url).host}</a>.
        </p>
      )}
    </div>,
  )
}

/** For whoever sent something after their session had ended: nothing of it is lost. */
export function endedPage(ctx: Context, id: string, sent: string): string {
  return renderPage(
    ctx,
    props,
    <div class="sheet my-case">
      <header class="sheet-head">
        <h1>{words.title}</h1>
      </header>
      <p class="problem" role="alert">
        {words.ended}
      </p>
      <textarea class="aw-field" rows={6} readonly aria-label={words.youWrote} dir="auto">
        {`\n${sent}`}
      </textarea>
      <SignIn id={id} />
    </div>,
  )
}

function SignIn({ id }: { id: string }) {
  return (
    <p>
      <a class="aw-button" href={signInHref(myCasePath(id))} rel="nofollow">
        {words.signIn}
      </a>
    </p>
  )
}
