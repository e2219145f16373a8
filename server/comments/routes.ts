import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Handlers } from '../http/handlers.ts'
import { plainText } from '../text/plain.ts'
import { deleteComment } from './delete-comment.ts'
import { editComment } from './edit-comment.ts'
import { keepDraftOf, readDrafts } from './keep-draft.ts'
import { postComment } from './post-comment.ts'
import { presentComments, presentDraft, presentOwn } from './present.ts'
import { readChanges } from './read-changes.ts'

/** Only for people's own comments: held ones are shown with their words. */
function own(ctx: Context, row: CommentRow) {
  return presentOwn(ctx.db.read, row)
}

export const commentHandlers = {
  'POST /api/v1/stories/:id/comments': async (ctx, { viewer, params, headers, body }) => {
    const { website, openMs, ...comment } = body
    const form = { trapped: (website ?? '') !== '', openMs }
    return own(ctx, await postComment(ctx, viewer, params.id, { ...comment, form, key: headers['idempotency-key'] }))
  },

  'GET /api/v1/comments/:id': async (ctx, { viewer, params }) => {
    const row = await commentById(ctx.db.read, params.id)
    const isOwn = row !== undefined && row.personId !== null && row.personId === viewer.personId
    const isWithdrawn = row?.state === 'rejected' && row.deletedAt !== null
    if (!row || isWithdrawn || (!isOwn && row.state !== 'visible' && row.state !== 'deleted'))
      throw new Refusal('not_found', 'There is no such comment.')
    const [shown] = await presentComments(ctx.db.read, [row])
    if (!shown) throw new Error('a comment was presented as nothing')
    const comment = isOwn ? await own(ctx, row) : shown
    return { comment, body: isOwn ? row.body : null, text: plainText(comment.html) }
  },

  'PATCH /api/v1/comments/:id': async (ctx, { viewer, params, body }) =>
    own(ctx, await editComment(ctx, viewer, params.id, body)),

  'DELETE /api/v1/comments/:id': async (ctx, { viewer, params }) =>
    own(ctx, await deleteComment(ctx, viewer, params.id)),

  'GET /api/v1/stories/:id/changes': (ctx, { params, query }) => readChanges(ctx, params.id, query),

  'GET /api/v1/stories/:id/drafts': async (ctx, { viewer, params }) => ({
    drafts: (await readDrafts(ctx, viewer, params.id)).map(presentDraft),
  }),

  'PUT /api/v1/stories/:id/drafts': async (ctx, { viewer, params, body }) => {
    const draft = await keepDraftOf(ctx, viewer, params.id, body)
    return { draft: draft && presentDraft(draft) }
  },
} satisfies Partial<Handlers>
