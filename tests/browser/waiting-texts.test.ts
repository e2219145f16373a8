import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  article,
  button,
  composer,
  isThere,
  type Newsroom,
  openNewsroom,
  postAs,
  says,
  shows,
  thread,
} from '../support/reading.ts'
import type { TestPerson } from '../support/start-server.ts'

let room: Newsroom

beforeAll(async () => {
  room = await openNewsroom()
})
afterAll(() => room?.close())
afterEach(async () => {
  expect(await room.complaints()).toEqual([])
})

const onStory = (storyId: string) => ({ scope: 'story', storyId }) as const
const named = (page: Page, words: string) => thread(page).getByRole('article').filter({ hasText: words })

async function onlyHeld(person: TestPerson, storyId: string) {
  const { held } = await person.call('GET /api/v1/stories/:id/held', { params: { id: storyId } })
  return held[0]!.comment
}

function decide(id: string, decision: object) {
  const body = { revision: 1, ...decision } as { decision: 'approve'; revision: number }
  return room.mo.call('POST /api/v1/comments/:id/decision', { params: { id }, body })
}

describe('a comment that is checked first', () => {
  it('is seen by its writer only until it is published, and then stands where it stood', async () => {
    const { id, url } = await room.story(3)
    await room.suspend(onStory(id), { mode: 'premoderated' })
    const ann = await room.reader('Ann Reader')
    const [page, other] = [await room.read(url, ann), await room.read(url)]
    await composer(page).fill('I was there and saw it.')
    await button(page, 'Post comment').click()
    const own = named(page, 'I was there and saw it.')
    await shows(own.getByText('A moderator looks at it before others see it.'))
    await page.reload()
    await isThere(page)
    await shows(own.getByText('Only you see this.'))
    expect(await named(other, 'I was there').count()).toBe(0)
    expect(await thread(page).getByText('3', { exact: true }).count()).toBe(1)

    const before = await own.boundingBox()
    await decide((await onlyHeld(ann, id)).id, { decision: 'approve' })
    await own.getByText('Only you see this.').waitFor({ state: 'detached' })
    await shows(own.getByText('I was there and saw it.'))
    expect(Math.abs((await own.boundingBox())!.y - before!.y)).toBeLessThan(1)
    await shows(named(other, 'I was there').or(button(other, '1 new comment — show')).first())
  })

  it('comes back with the moderator’s words when it is rejected, to be written anew', async () => {
    const { id, url, ids } = await room.story(1)
    await room.suspend(onStory(id), { mode: 'premoderated' })
    const ann = await room.reader('Ann Reader')
    const page = await room.read(url, ann)
    await article(page, ids[0]!)
      .getByRole('button', { name: /^Reply/ })
      .click()
    const field = thread(page).getByRole('textbox', { name: 'Your reply to Bea Second' })
    await field.fill('You know nothing at all.')
    await button(page, 'Post reply').click()
    await shows(named(page, 'You know nothing').getByText('Held', { exact: true }))
    await decide((await onlyHeld(ann, id)).id, {
      decision: 'reject',
      rule: 'abuse',
      reason: 'Please argue without insults.',
    })
    await says(page, 'Please argue without insults.')
    await button(page, 'Write it anew').click()
    expect(await field.inputValue()).toBe('You know nothing at all.')
    await field.fill('I do not think that is so.')
    await button(page, 'Post reply').click()
    await shows(named(page, 'I do not think').getByText('Held', { exact: true }))
    await named(page, 'You know nothing').getByRole('button', { name: 'Delete' }).click()
    await button(page, 'Delete it').click()
    await named(page, 'You know nothing').waitFor({ state: 'detached' })
  })

  it('waits for the reopening where a moderator says so', async () => {
    const { id, url } = await room.story(1)
    const checked = await room.suspend(onStory(id), { mode: 'premoderated' })
    const ann = await room.reader('Ann Reader')
    const page = await room.read(url, ann)
    await composer(page).fill('Let through, but later')
    await button(page, 'Post comment').click()
    await shows(named(page, 'Let through'))
    await checked.end()
    const pause = await room.suspend(onStory(id))
    await decide((await onlyHeld(ann, id)).id, { decision: 'approve', release: 'at_reopening' })
    await says(page, /^A moderator has let it through/)
    await pause.end()
    // What waits is looked at every few seconds.
    room.server.clock.forward(15_000)
    const isHeld = named(page, 'Let through').getByText('Only you see this.')
    await isHeld.waitFor({ state: 'detached' })
    await shows(named(page, 'Let through'))
  })
})

describe('a text that waited for the reopening', () => {
  it('comes back with what changed meanwhile, also after a reload', async () => {
    const { id, url, ids } = await room.story(2)
    const ann = await room.reader('Ann Reader')
    const page = await room.read(url, ann)
    await composer(page).fill('What I think')
    await article(page, ids[0]!)
      .getByRole('button', { name: /^Reply/ })
      .click()
    await thread(page).getByRole('textbox', { name: 'Your reply to Bea Second' }).fill('What I answer')
    const pause = await room.suspend(onStory(id), { allowsEdits: true })
    await says(page, /are paused until/)
    const drafts = () => ann.call('GET /api/v1/stories/:id/drafts', { params: { id } })
    const bodies = async () => (await drafts()).drafts.map(({ body }) => body).sort()
    await expect.poll(bodies).toEqual(['What I answer', 'What I think'])
    const author = await room.server.as('Au Thor')
    await room.server.grant(author, 'author', id)
    await postAs(author, id, 'A note of mine.')
    await postAs(author, id, 'An answer of mine.', ids[0]!)
    await author.call('POST /api/v1/stories/:id/updates', { params: { id }, body: { body: 'News.' } })
    const edit = { params: { id: ids[0]! }, body: { body: 'Put otherwise.', revision: 1 } }
    await room.bea.call('PATCH /api/v1/comments/:id', edit)
    await pause.end()

    const ready = 'Comments are open again: your draft is ready. Meanwhile: '
    const onStoryItself = `${ready}2 new comments, UPDATE 1.`
    const onReply = `${ready}1 new reply to the same comment, 1 new comment, UPDATE 1, the comment you answer was edited.`
    await says(page, onStoryItself)
    await says(page, onReply)
    await page.reload()
    await isThere(page)
    await says(page, onStoryItself)
    await says(page, onReply)
    await button(page, 'Post comment').click()
    await shows(named(page, 'What I think'))
    expect(await thread(page).getByText(onStoryItself).count()).toBe(0)
  })

  it('is kept for somebody signed out, by story and comment, and told the same', async () => {
    const { id, url, ids } = await room.story(2)
    const page = await room.read(url)
    await composer(page).fill('From a guest')
    await article(page, ids[1]!)
      .getByRole('button', { name: /^Reply/ })
      .click()
    await thread(page).getByRole('textbox', { name: 'Your reply to Bea Second' }).fill('An answer from a guest')
    const pause = await room.suspend(onStory(id))
    await says(page, 'Your draft is kept')
    await page.reload()
    await isThere(page)
    expect(await composer(page).inputValue()).toBe('From a guest')
    const reply = thread(page).getByRole('textbox', { name: 'Your reply to Bea Second' })
    expect(await reply.inputValue()).toBe('An answer from a guest')
    const author = await room.server.as('Au Thor')
    await room.server.grant(author, 'author', id)
    await postAs(author, id, 'A note of mine.')
    await page.close()
    await pause.end()
    const again = await page.context().newPage()
    await again.goto(room.publisher.page(url))
    await isThere(again)
    await says(again, 'Comments are open again: your draft is ready. Meanwhile: 1 new comment.')
    expect(await composer(again).inputValue()).toBe('From a guest')
  })

  it('is sent again under the same key, also after a reload, and stands in the thread once', async () => {
    const { id, url } = await room.story(1)
    const ann = await room.reader('Ann Reader')
    const page = await room.read(url, ann)
    const keys: (string | undefined)[] = []
    let pause: { end(): Promise<unknown> } | undefined
    await page.context().route('**/comments', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      pause ??= await room.suspend(onStory(id))
      await route.continue()
    })
    await composer(page).fill('Sent in the same instant')
    await button(page, 'Post comment').click()
    await says(page, 'Your text is kept.')
    await page.reload()
    await isThere(page)
    await says(page, 'Your draft is kept')
    await pause?.end()
    await button(page, 'Post comment').click()
    await shows(named(page, 'Sent in the same instant'))
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
    const { comments } = await room.server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
    expect(comments).toHaveLength(2)
  })
})
