import type { CommentRow } from '../../../db/comments.ts'
import type { Tx } from '../../../db/database.ts'
import type { Context, Reader } from '../../context.ts'
import type { Parsed } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import { writeUnder } from '../../suspensions/guard.ts'
import { plainText } from '../../text/plain.ts'
import { flaggable, lookUp, type Quotations, standingRevision } from '../look-up.ts'
import { sourceMayBeAbsent } from '../rules.ts'
import { type Flagged, type NewFlag, openOrJoin } from './open-case.ts'

type Body = Parsed<'POST /api/v1/comments/:id/flags'>['body']

/**
 * Flags a comment. The quotations of a misrepresentation are looked up ahead, and again in the transaction if a text
 * changed meanwhile, so that what is pinned is what stood at that moment. Flags on the same thing join one case, one
 * flag per person.
 *
 * @throws Refusal `not_found`; `forbidden`: one's own comment; `quote_absent`: the claim is not in the comment, or the
 * passage not in its source though the type says it is; `conflict`: flagged before, or judged already; `flag_limit`; `sanctioned`.
 */
export async function flagComment(ctx: Context, by: Reader, commentId: string, body: Body): Promise<Flagged> {
  const ahead = await findAll(ctx.db.read, commentId, body)
  return writeUnder(ctx, ahead.comment.storyId, async (tx) => {
    const found = (await stillStands(tx, ahead)) ? ahead : await findAll(tx, commentId, body)
    const { comment, quotations } = found
    if (comment.personId === by.personId)
      throw new Refusal('forbidden', 'This is your own comment: you can edit or delete it.')
    if (quotations && body.kind === 'misrepresentation') refuseAbsent(quotations, body.type)
    const subject = {
      storyId: comment.storyId,
      commentId,
      outsidePostId: null,
      revision: comment.revision,
      text: plainText(comment.html),
      concernedId: comment.personId,
      quotations,
    }
    return openOrJoin(tx, by, subject, flagOf(body), ctx.now())
  })
}

interface Found {
  comment: CommentRow
  quotations: Quotations | null
}

async function findAll(db: Tx | Context['db']['read'], commentId: string, body: Body): Promise<Found> {
  const comment = await flaggable(db, commentId)
  return { comment, quotations: body.kind === 'misrepresentation' ? await lookUp(db, comment, body) : null }
}

async function stillStands(tx: Tx, { comment, quotations }: Found): Promise<boolean> {
  const now = await flaggable(tx, comment.id)
  if (now.revision !== comment.revision) return false
  if (!quotations) return true
  const { kind, id, revision } = quotations.sourceText
  return (await standingRevision(tx, kind, id)) === revision
}

/** @throws Refusal `quote_absent`. */
export function refuseAbsent({ claim, source }: Quotations, type: string): void {
  if (claim.how === 'absent')
    throw new Refusal('quote_absent', 'These words are not in what you flag. Select them in its text.', {
      claim,
      source,
    })
  if (source.how === 'absent' && !sourceMayBeAbsent(type))
    throw new Refusal('quote_absent', 'This passage was not found. Select it in the text you quote.', { claim, source })
}

function flagOf(body: Body): NewFlag {
  return {
    kind: body.kind,
    type: body.kind === 'misrepresentation' ? body.type : null,
    explanation: body.explanation,
    law: body.kind === 'illegal' ? body.law || null : null,
  }
}
