import type { Request, Response } from 'express'
import { keepDraftOf } from '../../comments/keep-draft.ts'
import type { Context } from '../../context.ts'
import { errorStatus } from '../../contract/errors.ts'
import { ActForm, CommentForm } from '../../contract/forms.ts'
import { Refusal } from '../../errors.ts'
import { sessionCookie } from '../../http/cookie.ts'
import { safeNext } from '../../people/rules.ts'
import { signOut } from '../../people/sign-out.ts'
import { react } from '../../reactions/react.ts'
import { subscribe } from '../../reactions/subscribe.ts'
import { renderPage } from '../layout.tsx'
import { storyPath } from '../rules.ts'
import { storyNamed } from '../story.tsx'
import { permalink } from './addresses.ts'
import { placeOf } from './own-comment.tsx'
import { type Answer, retryOf } from './post.ts'
import { sentForm } from './sent-form.ts'

/** Agrees with a comment, or no longer, as the API does. @throws Refusal as `sentForm`; `not_found`. */
export async function takeAgreement(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const place = await placeOf(ctx, req)
  const key = 'PUT /api/v1/comments/:id/reaction'
  const { fields, sender } = await sentForm(ctx, req, { schema: ActForm, key, limits })
  const back = permalink(place.path, place.id)
  return orRefused(ctx, back, async () => {
    await react(ctx, (await sender()).reader, place.id, fields.undo !== 'yes')
  })
}

/** Follows a story, or no longer, as the API does. @throws Refusal as `sentForm`; `not_found`. */
export async function takeFollowing(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const story = await storyNamed(ctx, String(req.params.name))
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  const key = 'PUT /api/v1/stories/:id/subscription'
  const { fields, sender } = await sentForm(ctx, req, { schema: ActForm, key, limits })
  return orRefused(ctx, `${storyPath(story)}#comments`, async () => {
    await subscribe(ctx, (await sender()).reader, story.id, fields.undo !== 'yes')
  })
}

/** Drops the draft that a form was opened with, as the API does. @throws Refusal as `sentForm`; `not_found`. */
export async function takeDiscard(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const story = await storyNamed(ctx, String(req.params.name))
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  const key = 'PUT /api/v1/stories/:id/drafts'
  const { fields, sender } = await sentForm(ctx, req, { schema: CommentForm, key, limits })
  const { parentId, draftFrom } = fields
  const path = storyPath(story)
  return orRefused(ctx, parentId === null ? `${path}#write` : permalink(path, parentId), async () => {
    await keepDraftOf(ctx, (await sender()).reader, story.id, { parentId, body: '', draftFrom })
  })
}

/** Ends the session that the form was sent in, as the API does. @throws Refusal as `sentForm`. */
export async function takeSignOut(ctx: Context, req: Request, res: Response, limits: boolean): Promise<Answer> {
  const key = 'DELETE /api/v1/sessions/current'
  const { fields, person, sender } = await sentForm(ctx, req, { schema: ActForm, key, limits })
  const next = safeNext(fields.next)
  // Somebody whose session has ended meanwhile has what they wanted.
  if (!person) return { seeOther: next }
  return orRefused(ctx, next, async () => {
    const { reader, sessionId } = await sender()
    await signOut(ctx, reader.personId, sessionId)
    res.setHeader('Set-Cookie', sessionCookie('', ctx.config))
  })
}

/** Goes back to where the button stands; of what is refused, a page says why. */
async function orRefused(ctx: Context, back: string, act: () => Promise<void>): Promise<Answer> {
  try {
    await act()
    return { seeOther: back }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not_found') throw error
    const title = 'This was not done'
    const html = renderPage(
      ctx,
      { title, description: title, hidden: true },
      <div class="sheet flag-page">
        <h1>{title}</h1>
        <p class="problem" role="alert">
          {error.message}
        </p>
        <p>
          <a href={back}>Back to where you were</a>
        </p>
      </div>,
    )
    return { html, status: errorStatus[error.code], retryAfter: retryOf(error) }
  }
}
