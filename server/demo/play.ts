import { caseById } from '../../db/cases.ts'
import { commentById } from '../../db/comments.ts'
import { decideCase } from '../cases/decide-case.ts'
import { flagComment } from '../cases/flagging/flag-comment.ts'
import { replyToCase } from '../cases/reply-to-case.ts'
import { takeStep } from '../cases/take-step.ts'
import { deleteComment } from '../comments/delete-comment.ts'
import { editComment } from '../comments/edit-comment.ts'
import { postComment } from '../comments/post-comment.ts'
import type { Context, Reader } from '../context.ts'
import { iso } from '../iso.ts'
import { reportPost } from '../outside/report-post.ts'
import { endSuspension } from '../suspensions/end-suspension.ts'
import { makeSuspension } from '../suspensions/make-suspension.ts'
import { publishUpdate } from '../updates/publish-update.ts'
import type { Step } from './script.ts'

/** A story while its script is played. */
export interface Stage {
  storyId: string
  /** Ids of what the steps made, by label. */
  made: Map<string, string>
}

const MINUTE = 60_000

/** Does one step by the action that people use. */
export async function play(ctx: Context, by: Reader, { storyId, made }: Stage, step: Step): Promise<void> {
  const id = (label: string) => {
    const found = made.get(label)
    if (!found) throw new Error(`nothing is called ${label} yet`)
    return found
  }
  const keep = (row: { id: string }) => {
    if ('as' in step && step.as) made.set(step.as, row.id)
  }
  switch (step.do) {
    case 'comment':
      return keep(
        await postComment(ctx, by, storyId, { body: step.body, parentId: step.under ? id(step.under) : null }),
      )
    case 'edit':
      return edit(ctx, by, id(step.comment), step.body)
    case 'delete':
      await deleteComment(ctx, by, id(step.comment))
      return
    case 'flag':
      return keep(await flag(ctx, by, id, step))
    case 'report': {
      const { post, type, claim, source, explanation } = step
      const quoted = { claim: { exact: claim }, source: { kind: 'story' as const, exact: source } }
      return keep((await reportPost(ctx, by, storyId, { post, type, explanation, ...quoted })).row)
    }
    case 'ask': {
      const version = await versionOf(ctx, id(step.case))
      await takeStep(ctx, by, id(step.case), { version, step: 'ask_reply', allegation: step.allegation })
      return
    }
    case 'reply':
      await replyToCase(ctx, by, id(step.case), step.body)
      return
    case 'decide':
      return decide(ctx, by, id(step.case), step)
    case 'update': {
      const { kind, status = null, body, answers, anchor, credit } = step
      const answersCaseId = answers ? id(answers) : null
      const beside = { answersCaseId, anchor, creditCommentId: credit && id(credit) }
      return keep(await publishUpdate(ctx, by, storyId, { kind, status, body, ...beside }))
    }
    case 'pause': {
      const mode = step.mode ?? ('paused' as const)
      const { slowSeconds, reasonCode, reason, note, minutes, thenSlow } = step
      const endsAt = iso(ctx.now() + minutes * MINUTE)
      const target = { scope: 'story' as const, storyId }
      const followedBy = thenSlow && {
        mode: 'slow' as const,
        slowSeconds: thenSlow.seconds,
        endsAt: iso(ctx.now() + (minutes + thenSlow.minutes) * MINUTE),
      }
      const wanted = { target, mode, slowSeconds, reasonCode, reason, endsAt, followedBy, allowsEdits: false, note }
      return keep(await makeSuspension(ctx, by, wanted))
    }
    case 'reopen':
      await endSuspension(ctx, by, id(step.pause))
      return
  }
}

async function edit(ctx: Context, by: Reader, commentId: string, body: string): Promise<void> {
  const standing = await commentById(ctx.db.read, commentId)
  await editComment(ctx, by, commentId, { body, revision: standing?.revision ?? 1 })
}

type Flag = Extract<Step, { do: 'flag' }>

async function flag(ctx: Context, by: Reader, id: (label: string) => string, step: Flag): Promise<{ id: string }> {
  const { type, explanation } = step
  const source = {
    kind: step.sourceKind ?? 'story',
    exact: step.source,
    ...(step.sourceOf && { id: id(step.sourceOf) }),
  }
  const body = { kind: 'misrepresentation' as const, type, claim: { exact: step.claim }, source, explanation }
  const { row } = await flagComment(ctx, by, id(step.comment), body)
  return row
}

async function decide(ctx: Context, by: Reader, caseId: string, step: Extract<Step, { do: 'decide' }>): Promise<void> {
  const { finding, explanation, action } = step
  const version = await versionOf(ctx, caseId)
  const decided = await decideCase(ctx, by, caseId, {
    version,
    finding,
    explanation,
    action,
    rule: null,
    asksAuthor: false,
  })
  await takeStep(ctx, by, caseId, { version: decided.version, step: 'publish' })
}

async function versionOf(ctx: Context, caseId: string): Promise<number> {
  return (await caseById(ctx.db.read, caseId))?.version ?? 1
}
