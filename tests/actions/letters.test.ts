import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SanctionRow } from '../../db/sanctions.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { UNDO_MS } from '../../server/desk/rules.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { iso } from '../../server/iso.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { Mail } from '../../server/mail/mail.ts'
import { chooseMail, chooseThread } from '../../server/notices/choose.ts'
import { switchOff, switchOn, wayOutOf } from '../../server/notices/letters/switch-off.ts'
import { writeLetter } from '../../server/notices/letters/write-letter.ts'
import { noticeSettings } from '../../server/notices/notice-settings.ts'
import { readNotices, readUp } from '../../server/notices/read-notices.ts'
import { tell } from '../../server/notices/tell.ts'
import { mute } from '../../server/people/mutes.ts'
import { noAddress } from '../../server/people/rules.ts'
import { changeTerms } from '../../server/sanctions/change-sanction.ts'
import { endSanction } from '../../server/sanctions/end-sanction.ts'
import { changeSettings } from '../../server/sites/change-settings.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { sanction } from '../support/sanctioning.ts'
import { suspend } from '../support/suspending.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe.each(dialects)('letters on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  const clock = { time: 0 }
  let ann: Reader
  let bob: Reader
  let storyId: string
  let first: string

  const post = (by: Reader, body: string, parentId: string | null = null) =>
    postComment(ctx, by, storyId, { body, parentId })
  const work = async () => {
    const jobs = runJobs(ctx)
    await jobs.runDue()
    await jobs.close()
  }
  /** What was queued for the mail server, which this test does not run. */
  const letters = async () => {
    const { jobs } = db.read.tables
    const rows = await db.read.select().from(jobs)
    return rows.filter(({ kind }) => kind === 'mail').map(({ payload }) => Mail.parse(JSON.parse(payload.mail ?? '')))
  }
  const confirmAll = () =>
    db.transact('people', async (tx) => {
      await tx.update(tx.tables.people).set({ emailVerified: true })
    })
  const tokenIn = ({ text }: { text: string }) => /token=([\w-]{43})/.exec(text)?.[1] ?? ''

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock.time = Date.UTC(2026, 10, 22, 12)
    ctx = contextOn(db, clock)
    // Letters stay in the queue: nothing listens there.
    ctx.config.MAIL_URL = 'smtp://127.0.0.1:9'
    ann = await someone(ctx, 'Ann')
    storyId = await someStory(ctx)
    first = (await post(ann, 'It left at noon.')).id
    await work()
    // Bob's stays unconfirmed.
    await confirmAll()
    bob = await someone(ctx, 'Bob')
  })
  afterEach(() => db.close())

  it('lead to one’s comment also while it is not public, and to the page of one’s own case', async () => {
    const mo = await someone(ctx, 'Mo', { role: 'moderator' })
    const endsAt = iso(clock.time + HOUR)
    await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'premoderated', endsAt })
    await chooseMail(ctx, ann, { cases: 'at_once' })
    const [back, gone] = [await post(ann, 'One to revise.'), await post(ann, 'One to reject.')]
    const why = { rule: 'off_topic', reason: 'Which ferry is meant?', revision: 1 } as const
    await decideHeld(ctx, mo, back.id, { decision: 'send_back', ...why })
    await decideHeld(ctx, mo, gone.id, { decision: 'reject', ...why })
    clock.time += UNDO_MS
    await work()
    clock.time += 2 * MINUTE
    await work()
    const [letter] = await letters()
    const [story] = await db.read.select().from(db.read.tables.stories)
    const [row] = await db.read.select().from(db.read.tables.cases)
    expect(letter?.text).toContain(`${story?.url}#comment-${back.id}\n`)
    expect(letter?.text).toContain(`${ctx.config.PUBLIC_URL}/my-cases/${row?.id}\n`)
    await deleteComment(ctx, ann, back.id)
    const { notices } = await readNotices(ctx, ann, { limit: 5 })
    expect(notices.find(({ kind }) => kind === 'comment_returned')?.url, 'nothing is left of it').toBe(story?.url)
  })

  it('come a short while after, several notices in one, to confirmed addresses alone', async () => {
    await chooseMail(ctx, ann, { replies: 'at_once' })
    await post(bob, 'No.', first)
    await work()
    await post(bob, 'And, @Ann, no.')
    clock.time += MINUTE
    await work()
    expect(await letters()).toEqual([])
    clock.time += MINUTE
    await work()
    const [letter, ...more] = await letters()
    expect(more).toEqual([])
    expect(letter).toMatchObject({ to: `${ann.personId}@example.org`, subject: '2 notices' })
    expect(letter?.text).toMatch(
      /“About the ferry”\n\nBob replied to your comment\.\n22 November 2026, 12:00 UTC\. You wrote/,
    )
    expect(letter?.text).toContain('Bob mentioned you.')
    // Nobody's words leave the site.
    expect(letter?.text).not.toContain('And, @Ann')
    clock.time += HOUR
    await post(bob, 'Again.', first)
    await work()
    clock.time += 2 * MINUTE
    await work()
    expect((await letters()).map(({ subject }) => subject).sort()).toEqual(['2 notices', 'A reply to your comment'])
  })

  it('are not written for what was read, deleted or muted before', async () => {
    await chooseMail(ctx, ann, { replies: 'at_once' })
    await post(bob, 'Read.', first)
    await work()
    await readUp(ctx, ann, { until: new Date(clock.time).toISOString() })
    clock.time += MINUTE
    const gone = await post(bob, 'Deleted.', first)
    await work()
    await deleteComment(ctx, bob, gone.id)
    clock.time += 2 * MINUTE
    await work()
    await post(bob, 'Muted.', first)
    await work()
    await chooseThread(ctx, ann, storyId, 'muted')
    clock.time += 2 * MINUTE
    await work()
    expect(await letters()).toEqual([])
  })

  it('are not written for what somebody wrote whom the reader has muted', async () => {
    await chooseMail(ctx, ann, { replies: 'at_once' })
    await mute(ctx, ann, bob.personId)
    const carl = await someone(ctx, 'Carl')
    await post(bob, 'No.', first)
    await post(carl, 'Yes.', first)
    await work()
    clock.time += 2 * MINUTE
    await work()
    const [letter, ...more] = await letters()
    expect(more).toEqual([])
    expect(letter?.text).toContain('Carl replied')
    expect(letter?.text).not.toContain('Bob')
  })

  it('hold each notice once, though many are written at the same time', async () => {
    await chooseMail(ctx, ann, { replies: 'at_once' })
    for (const body of ['One.', 'Two.', 'Three.']) await post(bob, body, first)
    await work()
    clock.time += 2 * MINUTE
    await Promise.all(Array.from({ length: 6 }, () => writeLetter(ctx, ann.personId, 'at_once')))
    await work()
    expect((await letters()).map(({ subject }) => subject)).toEqual(['3 notices'])
  })

  it('are digests at 07:00 by the site’s clock otherwise, each day once, and follow it to another zone', async () => {
    await post(bob, 'No.', first)
    await work()
    clock.time += 6 * HOUR
    await work()
    expect(await letters()).toEqual([])
    clock.time = Date.UTC(2026, 10, 23, 6, 59)
    await post(bob, 'At the last minute.', first)
    await work()
    expect(await letters()).toEqual([])
    clock.time += MINUTE
    await work()
    await work()
    expect((await letters()).map(({ subject }) => subject)).toEqual(['Your daily digest: 2 notices'])
    await post(bob, 'Later.', first)
    clock.time += 3 * HOUR
    await work()
    const owner = await someone(ctx, 'Oda', { role: 'owner' })
    await changeSettings(ctx, owner, { timeZone: 'America/New_York' })
    await work()
    expect(await letters()).toHaveLength(1)
    clock.time = Date.UTC(2026, 10, 23, 11, 59)
    await work()
    expect(await letters()).toHaveLength(1)
    clock.time += MINUTE
    await work()
    expect(await letters()).toHaveLength(2)
  })

  it('follow the choice for one thread before that for all', async () => {
    const cy = await someone(ctx, 'Cy')
    await confirmAll()
    await chooseThread(ctx, cy, storyId, 'at_once')
    clock.time += 1_000
    await post(bob, 'New.')
    await work()
    clock.time += 2 * MINUTE
    await work()
    const [letter, ...more] = await letters()
    expect(more).toEqual([])
    expect(letter?.subject).toBe('New comments in a thread you follow')
    const token = tokenIn(letter ?? { text: '' })
    expect(await wayOutOf(ctx, token)).toEqual({ groups: [], stories: ['About the ferry'], isOff: false })
    await switchOff(ctx, token)
    expect((await noticeSettings(ctx, cy)).threads).toMatchObject([{ storyId, level: 'page' }])
    await switchOn(ctx, token)
    expect((await noticeSettings(ctx, cy)).threads).toMatchObject([{ storyId, level: 'at_once' }])
  })

  it('can be switched off by what is in them, once for all tries, and on again as they were', async () => {
    await chooseMail(ctx, ann, { replies: 'at_once', threads: 'digest' })
    await post(bob, 'No.', first)
    await work()
    clock.time += 2 * MINUTE
    await work()
    const token = tokenIn((await letters())[0] ?? { text: '' })
    const choices = async () => (await noticeSettings(ctx, ann)).choices
    const before = await choices()
    await Promise.all([1, 2, 3].map(() => switchOff(ctx, token)))
    expect(await choices()).toEqual({ ...before, replies: 'off' })
    expect(await wayOutOf(ctx, token)).toMatchObject({ groups: ['replies'], isOff: true })
    await post(bob, 'Silently.', first)
    await work()
    clock.time += HOUR
    await work()
    expect(await letters()).toHaveLength(1)
    expect((await readNotices(ctx, ann, { limit: 5 })).unread, 'in the page it is told').toBe(2)
    await switchOn(ctx, token)
    expect(await choices()).toEqual(before)
    // A choice that was made since is not undone.
    await switchOff(ctx, token)
    await chooseMail(ctx, ann, { replies: 'digest' })
    await switchOn(ctx, token)
    expect(await choices()).toMatchObject({ replies: 'digest' })
    await expect(switchOff(ctx, 'x'.repeat(43))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('tell of a ban that its moderator takes back in error, if they told of the ban; else nothing is left of it', async () => {
    const mo = await someone(ctx, 'Mo', { role: 'moderator' })
    const end = (ban: SanctionRow) =>
      endSanction(ctx, mo, ban.id, { version: ban.version, inError: true, why: 'The wrong person.' })
    const told = async () => (await readNotices(ctx, ann, { limit: 5 })).notices.map(({ kind, ended }) => [kind, ended])
    const unsent = await sanction(ctx, mo, ann)
    const { reason, slowSeconds } = unsent
    const endsAt = new Date(clock.time + 24 * HOUR).toISOString()
    const changed = { version: 1, reason, slowSeconds, endsAt, reviewAt: null, why: 'Shorter will do.' }
    await end(await changeTerms(ctx, mo, unsent.id, changed))
    clock.time += 2 * MINUTE
    await work()
    expect([await told(), await letters()]).toEqual([[], []])
    const sent = await sanction(ctx, mo, ann)
    clock.time += 2 * MINUTE
    await work()
    expect(await letters()).toHaveLength(1)
    await end(sent)
    clock.time += 2 * MINUTE
    await work()
    expect(await letters()).toHaveLength(2)
    expect(await told()).toEqual([
      ['sanction_over', 'error'],
      ['sanctioned', null],
    ])
  })

  it('are several where one would not hold all', async () => {
    const notice = {
      personId: ann.personId,
      kind: 'mention' as const,
      storyId,
      commentId: first,
      createdAt: clock.time,
    }
    await db.transact('test', (tx) =>
      tell(
        tx,
        Array.from({ length: 101 }, (_, n) => ({ ...notice, key: `n${n}` })),
      ),
    )
    await chooseMail(ctx, ann, { replies: 'at_once' })
    await db.transact('test', (tx) => tell(tx, [{ ...notice, key: 'last' }]))
    clock.time += 2 * MINUTE
    await work()
    expect((await letters()).map(({ subject }) => subject).sort()).toEqual(['100 notices', '2 notices'])
  })

  it('say nothing of an address where the account has none', async () => {
    await db.transact('people', async (tx) => {
      const { people } = tx.tables
      await tx
        .update(people)
        .set({ email: noAddress(bob.personId) })
        .where(eq(people.id, bob.personId))
    })
    expect((await noticeSettings(ctx, bob)).email).toEqual({ address: '', isConfirmed: false, isSent: true })
  })

  it('are not written where the site sends none, nor later for what was told then', async () => {
    ctx.config.MAIL_URL = 'off'
    await chooseMail(ctx, ann, { replies: 'at_once' })
    await post(bob, 'No.', first)
    await work()
    clock.time += 24 * HOUR
    await work()
    expect(await letters()).toEqual([])
    expect((await noticeSettings(ctx, ann)).email.isSent).toBe(false)
    ctx.config.MAIL_URL = 'smtp://127.0.0.1:9'
    clock.time += 4 * 24 * HOUR
    await work()
    expect(await letters()).toEqual([])
  })
})
