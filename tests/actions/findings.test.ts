import { describe, expect, it } from 'vitest'
import { caseById } from '../../db/cases.ts'
import { commentById } from '../../db/comments.ts'
import { answerCase } from '../../server/cases/answer-case.ts'
import { appealCase } from '../../server/cases/appeal-case.ts'
import { flagComment } from '../../server/cases/flagging/flag-comment.ts'
import { takeFlagBack } from '../../server/cases/flagging/withdraw-flag.ts'
import { readMyCase } from '../../server/cases/my-cases.ts'
import { readFinding } from '../../server/cases/present-public.ts'
import { readCases } from '../../server/cases/read-cases.ts'
import { replyToCase } from '../../server/cases/reply-to-case.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { jobHandlers } from '../../server/jobs/handlers.ts'
import { react } from '../../server/reactions/react.ts'
import { subscribe } from '../../server/reactions/subscribe.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import {
  ann,
  author,
  beside,
  bob,
  clock,
  comment,
  ctx,
  DAY,
  db,
  fileFor,
  flag,
  HOUR,
  kindsTold,
  MINUTE,
  max,
  mo,
  setScene,
  shown,
  storyId,
  told,
  turn,
} from '../support/case-scene.ts'
import { allegation, decide, hear, publishFinding, step } from '../support/cases.ts'
import { someone } from '../support/context.ts'
import { dialects } from '../support/databases.ts'

const update = { kind: 'clarification', status: null, body: 'It was noon.', answersCaseId: null } as const

describe.each(dialects)('findings on %s', (dialect) => {
  setScene(dialect)

  describe('once published', () => {
    it('stand beside the comment with the author’s answer and update', async () => {
      const { row } = await flag(bob)
      const early = await publishUpdate(ctx, author, storyId, { ...update, answersCaseId: row.id })
      expect(early.number).toBe(1)
      const before = await shown()
      expect(before.updates[0]?.answers).toEqual({ reference: 'MR-2026-0001', commentId: null })
      await expect(answerCase(ctx, mo, row.id, 'Mine.')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(answerCase(ctx, bob, row.id, 'Mine.')).rejects.toMatchObject({ code: 'not_found' })
      await answerCase(ctx, author, row.id, 'I was on the quay at noon.')

      await publishFinding(ctx, mo, row.id)
      const after = await shown()
      expect(after.comments[0]?.notes).toMatchObject([
        {
          ...{ finding: 'misquotes', wrote: 'left at midnight', says: 'left the harbour at noon', updateNumber: 1 },
          answer: 'I was on the quay at noon.',
        },
      ])
      expect(after.updates[0]?.answers?.commentId).toBe(comment.id)
      await expect(flag(await someone(ctx, 'Cy'))).rejects.toMatchObject({ code: 'conflict' })
    })

    it('that are only recorded leave nothing beside the comment, and no page', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id, { action: 'none' })
      expect((await beside())?.notes).toEqual([])
      await expect(readFinding(ctx, row.reference)).rejects.toMatchObject({ code: 'not_found' })
      // The person concerned was asked, so they are told.
      expect(await kindsTold(ann)).toEqual(['reply_asked'])
      await turn()
      expect(await kindsTold(ann)).toEqual(['case_decided', 'reply_asked'])
    })

    it('tell the person concerned why, by which rule, of which words, and how to appeal', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id, { action: 'collapse', rule: 'abuse' })
      expect(await readMyCase(ctx, ann, row.id)).toMatchObject({
        stage: 'decided',
        statement: {
          ...{ finding: 'misquotes', action: 'collapse', words: 'left at midnight', isAutomated: false },
          ...{ wasHeldByRule: false, wasLetThrough: true },
          rules: [{ code: 'misrepresentation' }, { code: 'abuse', words: expect.stringContaining('insults') }],
          appeal: { isPossible: true, until: new Date(clock.time + 14 * DAY).toISOString() },
        },
        mayAppeal: true,
      })
      expect(await readMyCase(ctx, bob, row.id)).toMatchObject({ part: 'flagger', mayAppeal: false, allegation: null })
      expect(await beside()).toMatchObject({ isCollapsed: true, html: expect.stringContaining('midnight') })
    })

    it('fold, and mark as corrected when the writer edits the words away', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id, { action: 'ask_edit' })
      await turn()
      expect(await kindsTold(ann)).toEqual(['edit_asked', 'reply_asked'])
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 1 })
      expect((await beside())?.notes).toMatchObject([{ correctedAt: new Date(clock.time).toISOString() }])
      await editComment(ctx, ann, comment.id, { body: 'No: it left at midnight.', revision: 2 })
      expect((await beside())?.notes).toMatchObject([{ correctedAt: null }])
    })

    it('are marked as corrected also where the words went before they were published, unless undone', async () => {
      const { row } = await flag(bob)
      await hear(ctx, mo, row.id)
      await decide(ctx, mo, row.id)
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 1 })
      await step(ctx, mo, row.id, { step: 'undo' })
      expect((await caseById(db.read, row.id))?.correctedAt).toBeNull()
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at midnight.', revision: 2 })
      await decide(ctx, mo, row.id)
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 3 })
      await step(ctx, mo, row.id, { step: 'publish' })
      expect((await beside())?.notes).toMatchObject([{ correctedAt: expect.any(String) }])
    })

    it('reach whoever replied, agreed, quoted or follows, each exactly once, and nobody who has a nearer part twice', async () => {
      const { row } = await flag(bob)
      const cy = await someone(ctx, 'Cy')
      const dee = await someone(ctx, 'Dee')
      for (const body of ['Really?', 'Really, at night?'])
        await postComment(ctx, cy, storyId, { body, parentId: comment.id })
      await postComment(ctx, bob, storyId, { body: 'No.', parentId: comment.id })
      await postComment(ctx, dee, storyId, { body: '> it left at midnight\n\nI doubt it.', parentId: null })
      const [eve, fay] = [await someone(ctx, 'Eve'), await someone(ctx, 'Fay')]
      await react(ctx, eve, comment.id, true)
      for (const follower of [fay, cy, mo]) await subscribe(ctx, follower, storyId, true)
      await publishFinding(ctx, mo, row.id)
      await Promise.all([turn(), turn()])
      await jobHandlers['tell-case']?.(ctx, { caseId: row.id, round: '1' })
      const kinds = await Promise.all([ann, bob, cy, dee, eve, fay, mo].map(kindsTold))
      const reached = ['finding_reach']
      const ofCase = kinds.map((told) => told.filter((kind) => kind !== 'reply'))
      expect(ofCase).toEqual([
        ['case_decided', 'reply_asked'],
        ['case_flagger'],
        reached,
        reached,
        reached,
        reached,
        [],
      ])
      const { reach } = (await fileFor(mo, row.id)).staff ?? {}
      expect(reach).toMatchObject({ replied: 2, agreed: 1, quoted: 1, subscribed: 3, told: 6, read: 0 })
    })

    it('stop showing the words of a quoted comment that its writer deletes, everywhere', async () => {
      const quoted = await postComment(ctx, bob, storyId, { body: 'I said it left at noon.', parentId: null })
      const { row } = await flag(author, { source: { kind: 'comment', id: quoted.id, exact: 'it left at noon' } })
      await publishFinding(ctx, mo, row.id)
      expect(JSON.stringify(await shown())).toContain('it left at noon')
      const { seq } = (await shown()).story
      await deleteComment(ctx, bob, quoted.id)
      const [after, replayed] = [await shown(), await eventsSince(ctx, storyId, 0, 100)]
      expect(after.comments[0]?.notes).toMatchObject([{ says: '', wrote: 'left at midnight' }])
      const finding = await readFinding(ctx, row.reference)
      const mine = [await readMyCase(ctx, ann, row.id), await readMyCase(ctx, author, row.id)]
      expect(JSON.stringify([after, replayed, finding, mine])).not.toContain('it left at noon')
      expect(replayed.filter((event) => event.seq > seq).map((event) => event.type)).toEqual([
        'comment.deleted',
        'comment.noted',
      ])
    })

    it('keep their page without the words when the comment itself is deleted', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id)
      await deleteComment(ctx, ann, comment.id)
      const finding = await readFinding(ctx, row.reference)
      expect(finding).toMatchObject({ wrote: '', comment: { isShown: false }, finding: 'misquotes' })
      expect(JSON.stringify(finding)).not.toContain('midnight')
    })
  })

  describe('end otherwise', () => {
    it('corrected, when the writer edits the words away before a finding; a moderator may open it again', async () => {
      const { row } = await flag(bob)
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at midnight!', revision: 1 })
      expect((await caseById(db.read, row.id))?.state).toBe('submitted')
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 2 })
      expect(await fileFor(mo, row.id)).toMatchObject({
        ...{ state: 'corrected', commentChanged: true, commentText: 'The story says it left at midnight.' },
        commentNow: 'The story says it left at noon.',
      })
      expect((await told(bob))[0]).toMatchObject({ kind: 'case_closed', ended: 'corrected' })
      await step(ctx, mo, row.id, { step: 'reopen', reason: 'It says the same in other words.' })
      expect((await caseById(db.read, row.id))?.state).toBe('review')
    })

    it('corrected by no edit that leaves the words, and open again when the words come back', async () => {
      const { row } = await flag(bob)
      const edit = async (body: string, revision: number) => editComment(ctx, ann, comment.id, { body, revision })
      const state = async () => (await caseById(db.read, row.id))?.state
      await edit('The story says it left, at mid-night.', 1)
      expect(await state()).toBe('submitted')
      await edit('The story says it left at noon.', 2)
      expect(await state()).toBe('corrected')
      await edit('The story says it left at midnight.', 3)
      expect(await caseById(db.read, row.id)).toMatchObject({ state: 'review', correctedAt: null, endedAt: null })
      await edit('The story says it left at noon.', 4)
      expect((await told(bob)).map((one) => one.ended)).toEqual(['corrected', 'corrected'])
      await step(ctx, mo, row.id, { step: 'reopen', reason: 'It says the same in other words.' })
      await edit('The story says: it left at noon.', 5)
      expect(await state()).toBe('review')
    })

    it('and whoever did not answer in time is asked anew when it comes back', async () => {
      const { row } = await flag(bob)
      await step(ctx, mo, row.id, { step: 'ask_reply', allegation })
      await takeFlagBack(ctx, bob, row.id)
      clock.time += 90 * HOUR
      await flag(bob)
      await expect(decide(ctx, mo, row.id)).rejects.toMatchObject({ code: 'conflict', message: /reply first/ })
      await step(ctx, mo, row.id, { step: 'ask_reply', allegation })
      expect(await kindsTold(ann)).toEqual(['reply_asked', 'case_closed', 'reply_asked'])
      await replyToCase(ctx, ann, row.id, 'I meant the evening ferry.')
      await decide(ctx, mo, row.id)
    })

    it('gone, when the comment is deleted; nobody who flagged keeps its words', async () => {
      const { row } = await flag(bob)
      await hear(ctx, mo, row.id)
      await decide(ctx, mo, row.id)
      await deleteComment(ctx, ann, comment.id)
      expect((await caseById(db.read, row.id))?.state).toBe('gone')
      clock.time += HOUR
      await turn()
      expect((await told(bob)).map((one) => one.ended)).toEqual(['gone'])
      expect(JSON.stringify(await readMyCase(ctx, bob, row.id))).not.toContain('midnight')
    })
  })

  describe('about conduct', () => {
    const spam = { finding: 'breaks_rules', rule: 'spam', action: 'remove' } as const

    it('take a comment away at once, and give it back when that is undone', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      await decide(ctx, mo, row.id, spam)
      expect(await beside()).toMatchObject({ state: 'removed', html: '', author: null, removedFor: 'spam' })
      expect((await shown()).story.commentCount).toBe(0)
      await expect(editComment(ctx, ann, comment.id, { body: 'New.', revision: 1 })).rejects.toMatchObject({
        code: 'gone',
      })
      expect(await kindsTold(ann)).toEqual([])
      await step(ctx, mo, row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'visible', removedFor: null })
      const events = await eventsSince(ctx, storyId, 1, 100)
      expect(events.map((event) => event.type)).toEqual(['comment.posted', 'comment.deleted', 'comment.restored'])
      expect(events.at(-1)).toMatchObject({ comment: { state: 'visible' } })
    })

    it('are told to the writer with the rule, and to nobody else', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      await postComment(ctx, author, storyId, { body: 'Is this an advertisement?', parentId: comment.id })
      await publishFinding(ctx, mo, row.id, spam)
      await turn()
      expect(await Promise.all([ann, bob, author].map(kindsTold))).toEqual([['case_decided'], ['case_flagger'], []])
      expect((await readMyCase(ctx, ann, row.id)).statement?.rules).toMatchObject([{ code: 'spam' }])
      await expect(readFinding(ctx, row.reference)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('give nothing back that another finding took away', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      const other = await flagComment(ctx, author, comment.id, {
        kind: 'illegal',
        explanation: 'x'.repeat(20),
        law: '',
        isGoodFaith: true,
      })
      await publishFinding(ctx, mo, other.row.id, { ...spam, rule: 'illegal' })
      await decide(ctx, mo, row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, mo, row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'removed' })
      await decide(ctx, mo, row.id, spam)
      await step(ctx, mo, row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'removed' })
      // Nor that this case took away in an earlier round, which stands.
      await appealCase(ctx, ann, other.row.id, 'It breaks no law that I know of.')
      await decide(ctx, max, other.row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, max, other.row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'removed' })
      await decide(ctx, max, other.row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, max, other.row.id, { step: 'publish' })
      expect(await beside()).toMatchObject({ state: 'visible' })
    })

    it('are answered by no update, which would tell everybody of them', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      const answering = publishUpdate(ctx, author, storyId, { ...update, answersCaseId: row.id })
      await expect(answering).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keep a comment folded whatever its writer edits', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'abuse', explanation: '' })
      await publishFinding(ctx, mo, row.id, { finding: 'breaks_rules', rule: 'abuse', action: 'collapse' })
      await editComment(ctx, ann, comment.id, { body: 'The story says: it left at midnight.', revision: 1 })
      expect(await beside()).toMatchObject({ isCollapsed: true, notes: [{ correctedAt: null }] })
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at midnigt.', revision: 2 })
      expect(await beside()).toMatchObject({ isCollapsed: true, notes: [{ correctedAt: expect.any(String) }] })
    })

    it('keep a removed comment’s place when its writer deletes it too', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      await postComment(ctx, author, storyId, { body: 'An answer.', parentId: comment.id })
      await publishFinding(ctx, mo, row.id, spam)
      await deleteComment(ctx, ann, comment.id)
      expect(await beside()).toMatchObject({ state: 'deleted' })
      expect((await commentById(db.read, comment.id))?.body).toBe('')
    })
  })

  describe('can be appealed', () => {
    it('once by whom the finding goes against; another moderator judges, and what stands meanwhile says so', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id)
      await expect(appealCase(ctx, bob, row.id, 'I want more done to her.')).rejects.toMatchObject({ code: 'conflict' })
      await appealCase(ctx, ann, row.id, 'Nobody asked the harbour master.')
      await expect(appealCase(ctx, ann, row.id, 'And once more, please.')).rejects.toMatchObject({ code: 'conflict' })
      expect((await beside())?.notes).toMatchObject([{ finding: 'misquotes', isAppealed: true }])
      expect((await readCases(ctx, max, { queue: 'appeals' })).cases).toMatchObject([{ id: row.id, state: 'appealed' }])
      await expect(step(ctx, mo, row.id, { step: 'take' })).rejects.toMatchObject({ code: 'forbidden' })

      await step(ctx, max, row.id, { step: 'take' })
      await decide(ctx, max, row.id, { finding: 'fair_paraphrase', action: 'none' })
      expect((await beside())?.notes).toMatchObject([{ finding: 'misquotes' }])
      clock.time += 10 * MINUTE
      await turn()
      expect((await beside())?.notes).toEqual([])
      expect(await kindsTold(ann)).toEqual(['appeal_decided', 'case_decided', 'reply_asked'])
      expect(await kindsTold(bob)).toEqual(['case_flagger', 'case_flagger'])
      // Whoever was sent to the page of the case learns that it did not stand.
      expect(await readFinding(ctx, row.reference)).toMatchObject({
        ...{ finding: 'fair_paraphrase', round: 2 },
        earlier: [{ finding: 'misquotes' }],
      })
      // It goes against Bob now, who has his own appeal.
      await appealCase(ctx, bob, row.id, 'The log book says noon as well.')
      expect(await caseById(db.read, row.id)).toMatchObject({ state: 'appealed', round: 3 })
    })

    it('by nobody who took their flag back, nor after the time because somebody else has appealed', async () => {
      const cat = await someone(ctx, 'Cat')
      const { row } = await flag(bob)
      await flag(cat)
      await flag(author)
      await takeFlagBack(ctx, cat, row.id)
      await publishFinding(ctx, mo, row.id, { finding: 'fair_paraphrase', action: 'none' })
      await turn()
      expect([await kindsTold(cat), await kindsTold(bob)]).toEqual([[], ['case_flagger']])
      const reason = 'The log book says noon as well.'
      await expect(appealCase(ctx, cat, row.id, reason)).rejects.toMatchObject({ code: 'conflict' })
      expect(await readMyCase(ctx, cat, row.id)).toMatchObject({ mayAppeal: false })
      expect(await readMyCase(ctx, bob, row.id)).toMatchObject({ mayAppeal: true })
      await appealCase(ctx, bob, row.id, reason)
      clock.time += 15 * DAY
      await expect(appealCase(ctx, author, row.id, reason)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('until the time is over', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id)
      clock.time += 14 * DAY
      await turn()
      expect((await caseById(db.read, row.id))?.state).toBe('closed')
      await expect(appealCase(ctx, ann, row.id, 'I was on holiday until now.')).rejects.toMatchObject({
        code: 'conflict',
      })
      expect((await beside())?.notes).toHaveLength(1)
    })

    it('and a removed comment comes back when the appeal is upheld', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'abuse', explanation: '' })
      await publishFinding(ctx, mo, row.id, { finding: 'breaks_rules', rule: 'abuse', action: 'remove' })
      await appealCase(ctx, ann, row.id, 'It insults nobody at all.')
      expect((await beside())?.state).toBe('removed')
      await decide(ctx, max, row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, max, row.id, { step: 'publish' })
      expect((await beside())?.state).toBe('visible')
    })
  })
})
