import type { Request } from 'express'
import { strings as laterStrings } from '../../../client/widget/later/strings.ts'
import { strings } from '../../../client/widget/strings.ts'
import { postComment } from '../../comments/post-comment.ts'
import type { Context } from '../../context.ts'
import { errorStatus } from '../../contract/errors.ts'
import { CommentForm } from '../../contract/forms.ts'
import { endpoints } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import type { FormSigns } from '../../screening/judge.ts'
import { storyPath } from '../rules.ts'
import { storyNamed, storyPage } from '../story.tsx'
import { type Asked, ownHeldHref, permalink } from './addresses.ts'
import { newGuest } from './guest.ts'
import type { Person } from './person.ts'
import { sentForm } from './sent-form.ts'

const KEY = 'POST /api/v1/stories/:id/comments'
const LONGEST = 5_000

/** `session`: of a guest who has just begun to write. */
export type Answer = ({ seeOther: string } | { status: number; html: string; retryAfter: number | undefined }) & {
  session?: string | undefined
}

/**
 * Posts what the form on a story's page sends, as the API does.
 * @returns where the comment can be read; or the page once more, with the reason it was refused and the text in its field.
 * @throws Refusal as `sentForm`; `not_found`: no such story.
 */
export async function takeComment(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const row = await storyNamed(ctx, String(req.params.name))
  if (!row) throw new Refusal('not_found', 'There is no such story.')
  const path = storyPath(row)
  const { fields, person, sender } = await sentForm(ctx, req, { schema: CommentForm, key: KEY, limits })
  const { body, parentId, key, draftFrom } = fields
  const form = signsOf(fields, ctx.now())
  const guest = newGuest(ctx, req, fields, limits)
  try {
    const known = person && (await sender())
    const comment = endpoints[KEY].body.safeParse({ body, parentId, draftFrom })
    if (!comment.success) throw new Refusal('invalid', lackingIn(body))
    const { reader } = known ?? (await sender(guest.begin))
    const posted = await postComment(ctx, reader, row.id, { ...comment.data, form, key })
    const seeOther = (posted.state === 'visible' ? permalink : ownHeldHref)(path, posted.id)
    return { seeOther, session: guest.session }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const html = await refusedPage(ctx, path, { fields, person: guest.person ?? person, error })
    return { html, status: errorStatus[error.code], retryAfter: retryOf(error), session: guest.session }
  }
}

/** The page once more, with what was written. */
async function refusedPage(
  ctx: Context,
  path: string,
  { fields, person, error }: { fields: CommentForm; person: Person | null; error: Refusal },
): Promise<string> {
  const { body, parentId, name, email } = fields
  const isOrphan = parentId !== null && (error.code === 'gone' || error.code === 'not_found')
  const problem = isOrphan ? laterStrings.parentGone : laterStrings.notSent(error.message)
  const asked = isOrphan || parentId === null ? startOf() : { ...startOf(), comment: parentId, isReplying: true }
  const place = decodeURIComponent(path.slice('/stories/'.length))
  const refused = { body, problem, draftFrom: keptAt(error), name, email }
  const page = await storyPage(ctx, place, { asked, person, refused })
  if ('movedTo' in page) throw error
  return page.html
}

function signsOf({ website, opened }: CommentForm, now: number): FormSigns {
  return { trapped: website !== '', openMs: opened === undefined ? undefined : now - opened }
}

/** Which draft the text was kept as, where it was. */
function keptAt({ extra }: Refusal): string | undefined {
  const draft = extra.draft as { updatedAt?: string } | null | undefined
  return draft?.updatedAt
}

function startOf(): Asked {
  return { order: 'newest', isReplying: false }
}

/** What is wrong with a text, in a sentence. */
export function lackingIn(body: string): string {
  const length = body.trim().length
  if (length === 0) return laterStrings.nothingWritten
  return length > LONGEST ? `It has ${strings.over(length - LONGEST)}.` : 'It has nothing that can be seen.'
}

/** Seconds after which it can be tried again, where that is known. */
export function retryOf({ extra }: Refusal): number | undefined {
  return typeof extra.retryAfter === 'number' ? extra.retryAfter : undefined
}
