import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { keepDraftOf, readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { readThread } from '../../server/comments/read-thread.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

describe.each(dialects)('comments on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  let ann: Reader
  let bob: Reader
  let storyId: string
  const post = (by: Reader, body: string, parentId: string | null = null) =>
    postComment(ctx, by, storyId, { body, parentId })
  const page = async (query: Partial<Parameters<typeof threadPage>[2]> = {}) =>
    (await threadPage(ctx, storyId, { sort: 'oldest', ...query })).thread

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    ctx = contextOn(db)
    ;[ann, bob] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob')]
    storyId = await someStory(ctx)
  })
  afterEach(() => db.close())

  it('stand in thread order, replies under their parent, and count themselves', async () => {
    const first = await post(ann, 'first')
    const second = await post(bob, 'second')
    const reply = await post(bob, 'reply to first', first.id)
    await post(ann, 'reply to the reply', reply.id)
    const words = (html: string) => html.replace(/<\/?p>/g, '')
    const thread = await page()
    expect(thread.comments.map((c) => `${'>'.repeat(c.depth)}${words(c.html)}`)).toEqual([
      'first',
      '>reply to first',
      '>>reply to the reply',
      'second',
    ])
    expect(thread.story.commentCount).toBe(4)
    expect((await page({ sort: 'newest' })).comments[0]?.id).toBe(second.id)
  })

  it('are paged without a gap or a double, while others write', async () => {
    for (let i = 0; i < 120; i++) await post(ann, `comment ${i}`)
    const seen: string[] = []
    let after: string | undefined
    do {
      const { comments, next } = await page(after ? { after } : {})
      seen.push(...comments.map((c) => c.html))
      after = next ?? undefined
      if (seen.length < 110) await post(bob, `meanwhile ${seen.length}`)
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    for (let i = 0; i < 120; i++) expect(seen).toContain(`<p>comment ${i}</p>`)
  })

  it('are found by permalink wherever they stand, with what they answer', async () => {
    const root = await post(ann, 'root')
    const reply = await post(bob, 'reply', root.id)
    for (let i = 0; i < 60; i++) await post(ann, `later ${i}`)
    const near = await page({ around: root.id })
    expect(near.comments).toEqual((await page()).comments)
    const far = await page({ sort: 'newest', around: reply.id })
    expect(far.comments.slice(0, 2).map((c) => c.id)).toEqual([root.id, reply.id])
    await expect(page({ around: storyId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keep the words an edit replaced, and refuse the second of two edits of one revision', async () => {
    const { id } = await post(ann, 'one')
    const edits = await Promise.allSettled(
      ['two', 'three'].map((body) => editComment(ctx, ann, id, { body, revision: 1 })),
    )
    expect(edits.map((e) => e.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(edits.find((e) => e.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' })
    const rows = await db.read.select().from(db.read.tables.commentRevisions)
    expect(rows).toMatchObject([{ commentId: id, revision: 1, body: 'one' }])
    await expect(editComment(ctx, bob, id, { body: 'mine now', revision: 2 })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('leave a tombstone without words anywhere, and take no reply any more', async () => {
    const parent = await post(ann, 'a secret word')
    await editComment(ctx, ann, parent.id, { body: 'another secret', revision: 1 })
    await post(bob, 'an answer', parent.id)
    await deleteComment(ctx, ann, parent.id)
    await deleteComment(ctx, ann, parent.id)
    const { comments, story } = await page()
    expect(comments[0]).toMatchObject({ state: 'deleted', html: '', author: null })
    expect(comments[1]?.parentId).toBe(parent.id)
    expect(story.commentCount).toBe(1)
    const replayed = JSON.stringify(await eventsSince(ctx, storyId, 0, 100))
    const kept = JSON.stringify(await db.read.select().from(db.read.tables.commentRevisions))
    expect(replayed + kept + JSON.stringify(comments)).not.toContain('secret')
    await expect(post(bob, 'too late', parent.id)).rejects.toMatchObject({ code: 'gone' })
    await expect(editComment(ctx, ann, parent.id, { body: 'back', revision: 2 })).rejects.toMatchObject({
      code: 'gone',
    })
  })

  it('cannot answer a comment of another story', async () => {
    const elsewhere = await postComment(ctx, ann, await someStory(ctx, 'bridge'), { body: 'x', parentId: null })
    await expect(post(bob, 'hello', elsewhere.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('leave numbered events without a gap', async () => {
    const { id } = await post(ann, 'x')
    await Promise.all(Array.from({ length: 30 }, (_, i) => post(bob, `y${i}`, id)))
    const events = await eventsSince(ctx, storyId, 0, 1000)
    expect(events.map((e) => e.seq)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1))
  })

  it('are one for any number of submits with one key, on two nodes at once', async () => {
    const other = contextOn(await db.openAgain())
    const submit = (on: Context, body = 'once') =>
      postComment(on, ann, storyId, { body, parentId: null, key: 'key-12345' })
    const made = await Promise.all(Array.from({ length: 40 }, (_, i) => submit(i % 2 ? ctx : other)))
    expect(new Set(made.map((row) => row.id)).size).toBe(1)
    expect((await page()).story.commentCount).toBe(1)
    await expect(submit(ctx, 'something else')).rejects.toMatchObject({ code: 'key_reused' })
    expect((await postComment(ctx, bob, storyId, { body: 'mine', parentId: null, key: 'key-12345' })).personId).toBe(
      bob.personId,
    )
  })

  it('drop of a draft only what they say: another text kept in its place stays', async () => {
    const half = 'A long unfinished text.'
    await keepDraftOf(ctx, ann, storyId, { parentId: null, body: half })
    await post(ann, 'short')
    expect(await readDrafts(ctx, ann, storyId)).toMatchObject([{ body: half }])
  })

  it('have drafts only where they can stand, and not without end', async () => {
    const keep = (parentId: string | null) => keepDraftOf(ctx, ann, storyId, { parentId, body: 'x' })
    await expect(keep(storyId)).rejects.toMatchObject({ code: 'not_found' })
    for (let i = 0; i < 55; i++) await keep((await post(bob, `comment ${i}`)).id)
    expect(await readDrafts(ctx, ann, storyId)).toHaveLength(50)
    expect(await db.read.$count(db.read.tables.drafts)).toBe(50)
  })

  it('drop the draft they were written from', async () => {
    const draft = await keepDraftOf(ctx, ann, storyId, { parentId: null, body: 'half of it' })
    const draftFrom = new Date(draft?.updatedAt ?? 0).toISOString()
    await postComment(ctx, ann, storyId, { body: 'all of it, and better', parentId: null, draftFrom })
    expect(await readDrafts(ctx, ann, storyId)).toEqual([])
  })

  it('are read from finished bytes that every write of the story replaces, on every node', async () => {
    const other = contextOn(await db.openAgain())
    const read = () => readThread(other, storyId, { sort: 'newest' })
    const before = await read()
    expect(await read()).toBe(before)
    const { id } = await post(ann, 'new')
    const after = await read()
    expect(after.etag).not.toBe(before.etag)
    expect(after.body.toString()).toContain(id)
  })
})
