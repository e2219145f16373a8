import type { Request } from 'express'
import type * as z from 'zod'
import { strings } from '../../../client/widget/flag/strings.ts'
import { type CommentRow, commentById } from '../../../db/comments.ts'
import type { StoryRow } from '../../../db/stories.ts'
import { updatesOf } from '../../../db/updates.ts'
import { flagComment } from '../../cases/flagging/flag-comment.ts'
import { flaggable } from '../../cases/look-up.ts'
import { presentComments } from '../../comments/present.ts'
import type { Context } from '../../context.ts'
import { errorStatus } from '../../contract/errors.ts'
import { FlagForm } from '../../contract/forms.ts'
import { endpoints } from '../../contract/index.ts'
import { Id } from '../../contract/shapes.ts'
import { Refusal } from '../../errors.ts'
import { queryText } from '../guarded.ts'
import { renderPage } from '../layout.tsx'
import { properReference, storyPath } from '../rules.ts'
import { storyNamed } from '../story.tsx'
import { flagPath, permalink, signInHref } from './addresses.ts'
import { Fields, type Source } from './flag-fields.tsx'
import type { Person } from './person.ts'
import { type Answer, retryOf } from './post.ts'
import { Prose } from './prose.tsx'
import { sentForm } from './sent-form.ts'

const KEY = 'POST /api/v1/comments/:id/flags'

type Form = z.output<typeof FlagForm>

interface Visit {
  /** Who reads; null when signed out. */
  person: Person | null
  /** What was sent and refused, and why. */
  refused?: { fields: Form; problem: string }
}

/**
 * A page to flag a comment on without scripts; once that is done, what came of it.
 * @throws Refusal `not_found`: no such story, or no such comment under it.
 */
export async function flagPage(ctx: Context, req: Request, { person: who, refused }: Visit): Promise<string> {
  // A guest needs an account for it, and hears so before anything is filled in.
  const person = who?.reader.isGuest ? null : who
  const { story, row } = await subjectOf(ctx, req)
  const [comment] = await presentComments(ctx.db.read, [row])
  if (!comment?.author) throw nothing()
  const path = storyPath(story)
  const back = permalink(path, row.id)
  const reference = properReference(queryText(req.query.sent) ?? '')
  const title = strings.flagHeading(comment.author.name)
  return renderPage(
    ctx,
    { title, description: title, hidden: true },
    <div class="sheet flag-page">
      <h1>{reference ? strings.flagSent : title}</h1>
      {reference && (
        <p role="status">
          {strings.reference} <strong class="aw-figures">{reference}</strong>. {strings.nextFor(null, false)}
        </p>
      )}
      <p>
        <a href={back}>Back to the comment</a> on “{story.title}”
      </p>
      {!reference && (
        <>
          <blockquote class="unscripted">
            <Prose html={comment.html} />
          </blockquote>
          {refused && (
            <p class="problem" role="alert">
              {refused.problem}
            </p>
          )}
          {person || refused ? (
            <form method="post" action={flagPath(path, row.id)}>
              {person && <input type="hidden" name="token" value={person.token} />}
              <Fields fields={refused?.fields} sources={await sourcesFor(ctx, row)} />
              {person ? (
                <p>
                  <button class="aw-button aw-button-primary" type="submit">
                    {strings.sendFlag}
                  </button>
                </p>
              ) : (
                <SignIn back={flagPath(path, row.id)} />
              )}
            </form>
          ) : (
            <SignIn back={flagPath(path, row.id)} />
          )}
        </>
      )}
    </div>,
  )
}

/**
 * Flags a comment with what the page's form sends, as the API does.
 * @returns where the reference can be read; or the page once more, with the reason it was refused and what was filled in.
 * @throws Refusal as `sentForm` and `flagPage`.
 */
export async function takeFlag(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const { story, row } = await subjectOf(ctx, req)
  const { fields, person, sender } = await sentForm(ctx, req, { schema: FlagForm, key: KEY, limits })
  try {
    const { reader } = await sender()
    const body = endpoints[KEY].body.safeParse(bodyOf(fields))
    if (!body.success) throw new Refusal('invalid', lackingIn(body.error))
    const flagged = await flagComment(ctx, reader, row.id, body.data)
    return { seeOther: `${flagPath(storyPath(story), row.id)}?sent=${flagged.row.reference}` }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const problem = `${error.message} ${strings.flagKept}`
    const html = await flagPage(ctx, req, { person, refused: { fields, problem } })
    return { html, status: errorStatus[error.code], retryAfter: retryOf(error) }
  }
}

async function subjectOf(ctx: Context, req: Request): Promise<{ story: StoryRow; row: CommentRow }> {
  const story = await storyNamed(ctx, String(req.params.name))
  const id = Id.safeParse(req.params.id)
  if (!story || !id.success) throw nothing()
  const row = await flaggable(ctx.db.read, id.data)
  if (row.storyId !== story.id) throw nothing()
  return { story, row }
}

function nothing(): Refusal {
  return new Refusal('not_found', 'There is no such comment under this story.')
}

/** What the comment can misrepresent: the story, the comment it answers, the updates. */
async function sourcesFor(ctx: Context, row: CommentRow): Promise<Source[]> {
  const { read } = ctx.db
  const [updates, parent] = await Promise.all([
    updatesOf(read, row.storyId),
    row.parentId ? commentById(read, row.parentId) : undefined,
  ])
  const [answered] = parent ? await presentComments(read, [parent]) : []
  return [
    { value: 'story', name: strings.theStory },
    ...(answered?.author
      ? [{ value: `comment:${answered.id}`, name: strings.answeredComment(answered.author.name) }]
      : []),
    ...updates.flatMap(({ id, number, state }) =>
      state === 'published' ? [{ value: `update:${id}`, name: strings.update(number) }] : [],
    ),
  ]
}

/** The parts of the form that belong to its kind, as the API takes them. */
function bodyOf({ kind, type, claim, source, says, explanation, law, isGoodFaith }: Form): unknown {
  const [sourceKind = 'story', id] = (source || 'story').split(':')
  if (kind === 'misrepresentation')
    return {
      ...{ kind, type, explanation },
      claim: { exact: claim },
      source: { kind: sourceKind, ...(id && { id }), exact: says },
    }
  return kind === 'illegal' ? { kind, explanation, law, isGoodFaith: isGoodFaith === 'yes' } : { kind, explanation }
}

/** What is missing, in the words of the form's own labels. */
function lackingIn({ issues }: z.ZodError): string {
  const at = new Set(issues.map(({ path }) => String(path[0])))
  const sentences = [
    at.has('kind') && 'Choose what is wrong with it.',
    at.has('claim') && 'Copy the words that are wrong out of the comment.',
    at.has('source') && 'Copy the original words.',
    at.has('type') && strings.needType,
    at.has('explanation') && strings.needWhy(20),
    at.has('law') && strings.lawTooLong(200),
    at.has('isGoodFaith') && strings.needGoodFaith,
  ]
  return sentences.filter(Boolean).join(' ')
}

function SignIn({ back }: { back: string }) {
  return (
    <p>
      <a class="aw-button" href={signInHref(back)} rel="nofollow">
        Sign in to flag it
      </a>
    </p>
  )
}
