import type { Request } from 'express'
import type { ComponentChildren } from 'preact'
import { strings as laterStrings } from '../../../client/widget/later/strings.ts'
import { strings } from '../../../client/widget/strings.ts'
import { type CommentRow, commentById } from '../../../db/comments.ts'
import { deleteComment } from '../../comments/delete-comment.ts'
import { editComment, ownComment } from '../../comments/edit-comment.ts'
import { wordsShown } from '../../comments/rules.ts'
import type { Context } from '../../context.ts'
import { errorStatus } from '../../contract/errors.ts'
import { ActForm, EditForm } from '../../contract/forms.ts'
import { endpoints } from '../../contract/index.ts'
import { Id } from '../../contract/shapes.ts'
import { Refusal } from '../../errors.ts'
import { renderPage } from '../layout.tsx'
import { storyPath } from '../rules.ts'
import { storyNamed } from '../story.tsx'
import { actPath, ownHeldHref, permalink, signInHref } from './addresses.ts'
import { type Person, personOf } from './person.ts'
import { type Answer, lackingIn, retryOf } from './post.ts'
import { Prose } from './prose.tsx'
import { sentForm } from './sent-form.ts'

const EDIT = 'PATCH /api/v1/comments/:id'
const DELETE = 'DELETE /api/v1/comments/:id'

/** The comment that an address names. */
export interface Place {
  id: string
  storyTitle: string
  /** Of the story's page. */
  path: string
  /** Where whoever wrote it reads it. */
  back: string
}

/** @throws Refusal `not_found`: no such story, or no id. */
export async function placeOf(ctx: Context, req: Request): Promise<Place> {
  const story = await storyNamed(ctx, String(req.params.name))
  const id = Id.safeParse(req.params.id)
  if (!story || !id.success) throw new Refusal('not_found', 'There is no such comment under this story.')
  const path = storyPath(story)
  const row = await commentById(ctx.db.read, id.data)
  return { id: id.data, storyTitle: story.title, path, back: whereOwn(path, id.data, row?.state) }
}

/** Where the writer of a comment reads it; what is left of one they deleted is where it was. */
function whereOwn(path: string, id: string, state: CommentRow['state'] | undefined): string {
  const isOnPage = state === undefined || state === 'deleted' || wordsShown(state)
  return (isOnPage ? permalink : ownHeldHref)(path, id)
}

/**
 * A page on which somebody puts their own comment into other words, or deletes it, without scripts; the way to sign in
 * for who is signed out.
 * @throws Refusal `not_found`: no such comment; `forbidden`: somebody else's; `gone`.
 */
export async function ownPage(ctx: Context, req: Request, act: 'edit' | 'delete'): Promise<Answer> {
  const [place, person] = [await placeOf(ctx, req), await personOf(ctx, req)]
  if (!person) return { seeOther: signInHref(actPath(place.path, place.id, act)) }
  const row = await standing(ctx, person, place)
  const html =
    act === 'edit'
      ? framed(
          ctx,
          laterStrings.editYours,
          place,
          <Edit {...{ place, person, body: row.body, revision: row.revision }} />,
        )
      : framed(ctx, strings.deleteAsk, place, <Deletion {...{ place, person, row }} />)
  return { status: 200, html, retryAfter: undefined }
}

/**
 * Saves what the page's form sends, as the API does.
 * @returns where the comment can be read; or the page once more, with the reason it was refused and the words that were sent.
 * @throws Refusal as `sentForm`; `not_found`, `gone`: there is no such comment any more.
 */
export async function takeEdit(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const place = await placeOf(ctx, req)
  const { fields, person, sender } = await sentForm(ctx, req, { schema: EditForm, key: EDIT, limits })
  try {
    const { reader } = await sender()
    const edit = endpoints[EDIT].body.safeParse({ body: fields.body, revision: fields.revision })
    if (!edit.success) throw new Refusal('invalid', lackingIn(fields.body))
    const edited = await editComment(ctx, reader, place.id, edit.data)
    return { seeOther: whereOwn(place.path, place.id, edited.state) }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not_found' || error.code === 'gone') throw error
    // After a conflict it is saved in place of the newer words, which are shown above it.
    const newer = error.code === 'conflict' && person ? await standing(ctx, person, place) : undefined
    const problem = newer ? laterStrings.conflict : laterStrings.notSaved(error.message)
    const revision = newer?.revision ?? fields.revision
    const form = <Edit {...{ place, person, body: fields.body, revision, problem, newer: newer?.html }} />
    const html = framed(ctx, laterStrings.editYours, place, form)
    return { html, status: errorStatus[error.code], retryAfter: retryOf(error) }
  }
}

/** Deletes one's own comment, as the API does. @throws Refusal as `sentForm` and the API. */
export async function takeDeletion(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const { path, id } = await placeOf(ctx, req)
  const { sender } = await sentForm(ctx, req, { schema: ActForm, key: DELETE, limits })
  const { state } = await deleteComment(ctx, (await sender()).reader, id)
  // One that was held goes without a trace.
  return { seeOther: state === 'deleted' ? permalink(path, id) : `${path}#comments` }
}

async function standing(ctx: Context, { reader }: Person, { id }: Place): Promise<CommentRow> {
  const row = await ownComment(ctx.db.read, reader, id)
  if (row.state === 'deleted') throw new Refusal('gone', 'This comment was deleted.')
  return row
}

function framed(ctx: Context, title: string, { back, storyTitle }: Place, body: ComponentChildren): string {
  return renderPage(
    ctx,
    { title, description: title, hidden: true },
    <div class="sheet flag-page">
      <h1>{title}</h1>
      <p>
        <a href={back}>Back to the comment</a> on “{storyTitle}”
      </p>
      {body}
    </div>,
  )
}

interface EditProps {
  place: Place
  person: Person | null
  body: string
  revision: number
  problem?: string
  newer?: string | undefined
}

function Edit({ place: { path, id }, person, body, revision, problem, newer }: EditProps) {
  const back = actPath(path, id, 'edit')
  return (
    <form method="post" action={back}>
      {person && <input type="hidden" name="token" value={person.token} />}
      <input type="hidden" name="revision" value={revision} />
      {problem && (
        <p class="problem" role="alert" id="edit-problem">
          {problem}
        </p>
      )}
      {newer && (
        <blockquote class="unscripted">
          <Prose html={newer} />
        </blockquote>
      )}
      <div class="field">
        <label for="edit-body">{strings.yourComment}</label>
        <textarea
          class="aw-field"
          id="edit-body"
          name="body"
          rows={8}
          required
          dir="auto"
          aria-describedby={problem && 'edit-problem'}
        >
          {/* The first line break in such a field is not part of the text. */}
          {`\n${body}`}
        </textarea>
        <p class="field-hint">{strings.markdown}</p>
      </div>
      <p class="act-buttons">
        {person ? (
          <button class="aw-button aw-button-primary" type="submit">
            {laterStrings.save}
          </button>
        ) : (
          <a class="aw-button" href={signInHref(back)} rel="nofollow">
            {strings.signInToPost}
          </a>
        )}
      </p>
    </form>
  )
}

function Deletion({ place: { path, id, back }, person, row }: { place: Place; person: Person; row: CommentRow }) {
  return (
    <>
      <blockquote class="unscripted">
        <Prose html={row.html} />
      </blockquote>
      <form class="act-buttons" method="post" action={actPath(path, id, 'delete')}>
        <input type="hidden" name="token" value={person.token} />
        <button class="aw-button aw-button-danger" type="submit">
          {strings.deleteYes}
        </button>
        <a class="aw-button" href={back}>
          {strings.deleteNo}
        </a>
      </form>
    </>
  )
}
