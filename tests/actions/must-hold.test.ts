import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CommentRow } from '../../db/comments.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { suspensionOverview } from '../../server/suspensions/overview.ts'
import { contextOn, someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { halting, shownIn, someoneWaits, suspend, type Target } from '../support/suspending.ts'

const READERS = 12
const BEFORE = 200
const MEANWHILE = 120
const AFTER = 40

interface Place {
  storyId: string
  section: string
  /** Two comments on the story; the branch is under the first of the first story. */
  tops: CommentRow[]
  /** A reply to each. */
  replies: CommentRow[]
}

interface Write {
  storyId: string
  parentId: string | null
  by: Reader
  body: string
  /** The comment that is edited. */
  edits: CommentRow | null
  isCovered: boolean
  /** Sent after the acknowledgement. */
  isLate: boolean
}
interface Done extends Write {
  /** The comment that was made or changed; undefined if the write was refused. */
  id: string | undefined
}

/** The promise: once a suspension is acknowledged, no reader's write that it forbids is accepted on any node. */
describe.each(dialects)('with hundreds of writes in flight on two nodes on %s', (dialect) => {
  let db: TestDatabase
  let nodes: [Context, Context]
  let readers: Reader[]
  let mo: Reader
  let begun = 0

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    nodes = [contextOn(db), contextOn(await db.openAgain())]
    mo = await someone(nodes[0], 'Mo', { role: 'moderator' })
    readers = await Promise.all(Array.from({ length: READERS }, (_, i) => someone(nodes[0], `Reader ${i}`)))
  })
  afterAll(() => db.close())

  const post = (on: Context, by: Reader, storyId: string, body: string, parentId: string | null = null) =>
    postComment(on, by, storyId, { body, parentId })

  async function begin(section: string): Promise<Place> {
    const [ctx] = nodes
    const slug = begun++
    const { id: storyId } = await beginStory(ctx, { url: `https://news.example/${slug}`, title: `No ${slug}`, section })
    const tops = [await post(ctx, readers[0]!, storyId, 'one'), await post(ctx, readers[1]!, storyId, 'two')]
    const replies = await Promise.all(tops.map((top) => post(ctx, readers[2]!, storyId, `under ${top.body}`, top.id)))
    return { storyId, section, tops, replies }
  }

  /** What is written, spread over stories, places and people, with a text of its own each. */
  async function writesOn(places: Place[], isCovered: (place: Place, at: CommentRow | null) => boolean) {
    const [ctx] = nodes
    const all = Array.from({ length: BEFORE + MEANWHILE + AFTER }, async (_, n): Promise<Write> => {
      const place = places[n % places.length]!
      const by = readers[n % READERS]!
      const kind = Math.floor(n / places.length) % 4
      const under = kind === 1 ? place.tops[0]! : kind === 2 ? place.replies[n % 2]! : null
      const shared = { storyId: place.storyId, by, body: `text ${n}`, isLate: n >= BEFORE + MEANWHILE }
      if (kind < 3) return { ...shared, parentId: under?.id ?? null, edits: null, isCovered: isCovered(place, under) }
      const parent = n % 3 === 0 ? null : place.tops[n % 2]!
      const edits = await post(ctx, by, place.storyId, `before ${n}`, parent?.id ?? null)
      return { ...shared, parentId: null, edits, isCovered: isCovered(place, edits) }
    })
    return Promise.all(all)
  }

  async function send(write: Write, n: number): Promise<Done> {
    const { by, storyId, body, parentId, edits } = write
    const on = nodes[n % 2]!
    try {
      const row = edits
        ? await editComment(on, by, edits.id, { body, revision: 1 })
        : await post(on, by, storyId, body, parentId)
      return { ...write, id: row.id }
    } catch (error) {
      // Anything but a refusal, such as a database that gave up, fails the test.
      expect(error).toMatchObject({ code: 'suspended', extra: { commenting: {}, by: {} } })
      return { ...write, id: undefined }
    }
  }

  async function shown(places: Place[], on: Context): Promise<Map<string, string>> {
    const threads = await Promise.all(places.map(({ storyId }) => shownIn(on, storyId)))
    const all = threads.flat()
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    return new Map(all.map(({ id, html }) => [id, html]))
  }

  /** Every refused text is a draft where it was to go. A refused correction is kept by the page it was made in. */
  async function expectKept(refused: Done[]): Promise<void> {
    for (const { by, storyId, parentId, body } of refused.filter(({ edits }) => !edits)) {
      const drafts = await readDrafts(nodes[1], by, storyId)
      const kept = drafts.find((draft) => draft.parentId === (parentId ?? ''))
      expect(kept?.body.split('\n\n')).toContain(body)
    }
  }

  /** By the story’s own count, which has no gaps, nothing that was covered came after its pause. */
  async function expectInOrder(places: Place[], covered: Done[]): Promise<void> {
    const written = new Set(covered.map(({ id, edits }) => id ?? edits?.id))
    for (const { storyId } of places) {
      const events = await eventsSince(nodes[0], storyId, 0, 1000)
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
      const since = events.findIndex(({ type }) => type === 'commenting.changed')
      const later = since < 0 ? [] : events.slice(since)
      expect(later.filter((event) => 'comment' in event && written.has(event.comment.id))).toEqual([])
    }
  }

  const isUnder = (top: CommentRow, at: CommentRow | null) =>
    at !== null && at.rootSeq === top.rootSeq && at.path.startsWith(top.path)

  const scopes: [
    string,
    (places: Place[]) => { target: Target; covers: (place: Place, at: CommentRow | null) => boolean },
  ][] = [
    ['site', () => ({ target: { scope: 'site' }, covers: () => true })],
    [
      'section',
      () => ({ target: { scope: 'section', section: 'Harbour' }, covers: ({ section }) => section === 'Harbour' }),
    ],
    [
      'story',
      ([first]) => ({ target: { scope: 'story', storyId: first!.storyId }, covers: (place) => place === first }),
    ],
    [
      'branch',
      ([first]) => ({
        target: { scope: 'branch', commentId: first!.tops[0]!.id },
        covers: (place, at) => place === first && isUnder(first!.tops[0]!, at),
      }),
    ],
  ]

  it.each(scopes)(
    'nothing is let in or changed after a %s’s pause is acknowledged, and nothing is lost',
    async (_, targetOf) => {
      const places = await Promise.all(['Harbour', 'Harbour', 'Harbour', 'Town', 'Town', ''].map(begin))
      const { target, covers } = targetOf(places)
      const writes = await writesOn(places, covers)
      const sending = writes.slice(0, BEFORE).map(send)
      const pausing = suspend(nodes[0], mo, target)
      sending.push(...writes.slice(BEFORE, BEFORE + MEANWHILE).map((write, i) => send(write, BEFORE + i)))
      const { id } = await pausing
      const late = writes.slice(BEFORE + MEANWHILE).map((write, i) => send(write, i))
      const atAcknowledgement = await shown(places, nodes[1])
      const done = await Promise.all([...sending, ...late])
      const atTheEnd = await shown(places, nodes[0])

      const covered = done.filter(({ isCovered }) => isCovered)
      const refused = done.filter((one) => one.id === undefined)
      expect(refused.filter(({ isCovered }) => !isCovered)).toEqual([])
      expect(covered.filter((one) => one.isLate && one.id !== undefined)).toEqual([])
      expect(refused.length).toBeGreaterThanOrEqual(covered.filter(({ isLate }) => isLate).length)
      for (const { id: made, body, isCovered, edits } of done) {
        const html = `<p>${body}</p>`
        if (made === undefined) expect([...atTheEnd.values()]).not.toContain(html)
        else expect(atTheEnd.get(made)).toBe(html)
        // What is visible under the pause was visible when it was acknowledged.
        const subject = made ?? edits?.id
        if (isCovered && subject !== undefined) expect(atAcknowledgement.get(subject)).toBe(atTheEnd.get(subject))
      }
      const posted = done.filter((one) => one.id !== undefined && one.edits === null)
      const known = places.length * 4 + writes.filter(({ edits }) => edits !== null).length
      expect(atTheEnd.size).toBe(known + posted.length)

      await expectKept(refused)
      await expectInOrder(places, covered)
      await endSuspension(nodes[1], mo, id)
      const [again] = covered
      expect(await post(nodes[0], again!.by, again!.storyId, 'back')).toMatchObject({ state: 'visible' })
    },
  )

  describe.each(scopes)('a %s’s pause', (_, targetOf) => {
    let place: Place
    const pause = (on: Context) => suspend(on, mo, targetOf([place]).target)
    /** Each of one person, in the place that is to be paused. */
    const acts: [string, (on: Context) => Promise<{ html: string }>][] = [
      ['reply', (on) => post(on, readers[3]!, place.storyId, 'in time', place.tops[0]!.id)],
      ['correction', (on) => editComment(on, readers[0]!, place.tops[0]!.id, { body: 'in time', revision: 1 })],
    ]
    beforeEach(async () => {
      place = await begin('Harbour')
    })
    afterEach(async () => {
      for (const { id, state } of (await suspensionOverview(nodes[0], {})).suspensions)
        if (state !== 'ended') await endSuspension(nodes[0], mo, id)
    })

    it.each(acts)('is not acknowledged while a %s that it forbids is being written', async (_act, write) => {
      let isAcknowledged = false
      let pausing: Promise<unknown> = Promise.resolve()
      const slow = halting(nodes[0], async () => {
        pausing = pause(nodes[1]).then(() => {
          isAcknowledged = true
        })
        await Promise.race([pausing, someoneWaits(nodes[1])])
        expect(isAcknowledged).toBe(false)
      })
      expect((await write(slow)).html).toBe('<p>in time</p>')
      await pausing
      expect((await shownIn(nodes[1], place.storyId)).map(({ html }) => html)).toContain('<p>in time</p>')
    })

    it.each(acts)('refuses a %s that comes while it is being made', async (_act, write) => {
      let writing: Promise<string> = Promise.resolve('')
      let isWritten = false
      const slow = halting(nodes[1], async () => {
        writing = write(nodes[0]).then(
          () => 'written',
          ({ code }) => code,
        )
        void writing.then(() => {
          isWritten = true
        })
        await Promise.race([writing, someoneWaits(nodes[0])])
        expect(isWritten).toBe(false)
      })
      await pause(slow)
      expect(await writing).toBe('suspended')
    })
  })
})
