import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Handlers } from '../http/handlers.ts'
import { plainText } from '../text/plain.ts'
import { deleteComment } from './delete-comment.ts'
import { editComment } from './edit-comment.ts'
import { keepDraftOf, readDrafts } from './keep-draft.ts'
import { postComment } from './post-comment.ts'
import { presentComments, presentDraft } from './present.ts'

async function shown(ctx: Context, row: CommentRow) {
  const [comment] = await presentComments(ctx.db.read, [row])
  if (!comment) throw new Error('a comment was presented as nothing')
  return comment
}

export const commentHandlers = {
  'POST /api/v1/stories/:id/comments': async (ctx, { viewer, params, headers, body }) =>
    shown(ctx, await postComment(ctx, viewer, params.id, { ...body, key: headers['idempotency-key'] })),

  'GET /api/v1/comments/:id': async (ctx, { viewer, params }) => {
    const row = await commentById(ctx.db.read, params.id)
    const own = row !== undefined && row.personId !== null && row.personId === viewer.personId
    if (!row || (!own && row.state !== 'visible' && row.state !== 'deleted'))
      throw new Refusal('not_found', 'There is no such comment.')
    const comment = await shown(ctx, row)
    return { comment, body: own ? row.body : null, text: plainText(comment.html) }
  },

  'PATCH /api/v1/comments/:id': async (ctx, { viewer, params, body }) =>
    shown(ctx, await editComment(ctx, viewer, params.id, body)),

  'DELETE /api/v1/comments/:id': async (ctx, { viewer, params }) =>
    shown(ctx, await deleteComment(ctx, viewer, params.id)),

  'GET /api/v1/stories/:id/drafts': async (ctx, { viewer, params }) => ({
    drafts: (await readDrafts(ctx, viewer, params.id)).map(presentDraft),
  }),

  'PUT /api/v1/stories/:id/drafts': async (ctx, { viewer, params, body }) => {
    const draft = await keepDraftOf(ctx, viewer, params.id, body)
    return { draft: draft && presentDraft(draft) }
  },
} satisfies Partial<Handlers>
