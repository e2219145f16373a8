import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { seriousBarriers } from '../support/console.ts'
import {
  article,
  button,
  composer,
  fieldOf,
  isThere,
  type Newsroom,
  openNewsroom,
  postAs,
  says,
  shows,
  thread,
  why,
  writeAndSelect,
} from '../support/reading.ts'

let room: Newsroom
const onStory = (storyId: string) => ({ scope: 'story', storyId }) as const

beforeAll(async () => {
  room = await openNewsroom()
})
afterAll(() => room?.close())
afterEach(async () => {
  expect(await room.complaints()).toEqual([])
})

/** Fails if anything of a field is other than it was, or it moved by a pixel or more. */
async function stands(field: Locator, was: Awaited<ReturnType<typeof fieldOf>>) {
  const { top, ...now } = await fieldOf(field)
  expect({ ...now, top: was.top }).toEqual(was)
  expect(Math.abs(top - was.top)).toBeLessThan(1)
}

describe('a mode that begins while someone writes', () => {
  const shut = 'Your draft is kept'
  it.each([
    { mode: 'paused', notice: /^Comments on this story are paused until/, beside: shut, action: 'Paused' },
    { mode: 'closed', notice: /^Comments on this story are closed until/, beside: shut, action: 'Closed' },
    {
      mode: 'members',
      notice: /^Comments on this story are for members only until/,
      beside: shut,
      action: 'Members only',
    },
    { mode: 'premoderated', notice: /are checked before they appear, until/, beside: '', action: 'Post comment' },
    {
      mode: 'slow',
      slowSeconds: 60,
      notice: /^One comment per person in 1 minute, until/,
      beside: '',
      action: 'Post comment',
    },
  ] as const)('$mode: leaves text, selection, focus and place alone, and says why', async (turn) => {
    const { mode, notice, beside, action } = turn
    const { id, url } = await room.story(6)
    const page = await room.read(url, await room.reader('Ann Reader'))
    await writeAndSelect(composer(page), 'Half a sentence that')
    const before = await fieldOf(composer(page))
    const slowSeconds = 'slowSeconds' in turn ? { slowSeconds: turn.slowSeconds } : {}
    const suspension = await room.suspend(onStory(id), { mode, ...slowSeconds })
    await says(page, notice)
    await says(page, why)
    if (beside) await says(page, beside)
    await shows(button(page, action))
    await stands(composer(page), before)
    expect(before).toMatchObject({ isTheSame: true, isFocused: true, selection: [5, 9] })

    await page.keyboard.press('Control+End')
    await page.keyboard.type(' goes on')
    await suspension.end()
    await thread(page).getByText(notice).first().waitFor({ state: 'detached' })
    if (beside) await says(page, 'Comments are open again: your draft is ready.')
    await stands(composer(page), { ...before, text: 'Half a sentence that goes on', selection: [28, 28] })
    await button(page, 'Post comment').click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'goes on' }))
  })

  it('begins and ends with the clock, and is told an hour ahead', async () => {
    const { id, url } = await room.story(2)
    const inSeconds = (n: number) => new Date(room.server.ctx.now() + n * 1000).toISOString()
    const page = await room.read(url, await room.reader('Ann Reader'))
    await composer(page).fill('Not posted in time')
    // Nobody tells the page more than it knows by then.
    await room.suspend(onStory(id), { startsAt: inSeconds(2), endsAt: inSeconds(5) })
    await says(page, /^Comments on this story pause at/)
    await page.context().setOffline(true)
    const told = thread(page).getByRole('status')
    await told
      .filter({ hasText: /^Comments on this story are paused until .* Your draft is kept\.$/ })
      .waitFor({ state: 'attached' })
    await told.filter({ hasText: /^Comments are open again: your draft is ready\.$/ }).waitFor({ state: 'attached' })
    await says(page, 'Comments are open again: your draft is ready.')
    await page.context().setOffline(false)
  })

  it('reaches every story of the site at once, and says that it does', async () => {
    const { url } = await room.story(1)
    const page = await room.read(url, await room.reader('Ann Reader'))
    await composer(page).fill('Somewhere on the site')
    const suspension = await room.suspend({ scope: 'site' }, { allowsEdits: true })
    await says(page, /^Comments on all stories of this site are paused until/)
    await says(page, /change or delete your own/)
    await suspension.end()
    await says(page, 'Comments are open again: your draft is ready.')
  })

  it('gives the strictest the card and tells the others beside it', async () => {
    const { id, url } = await room.story(1)
    const later = new Date(room.server.ctx.now() + 3_600_000).toISOString()
    const slow = { mode: 'slow', slowSeconds: 300, endsAt: later } as const
    await room.suspend(onStory(id), slow)
    const pause = await room.suspend(onStory(id), { followedBy: { mode: 'premoderated', endsAt: later } })
    const page = await room.read(url, await room.reader('Ann Reader'))
    await says(page, /^Comments on this story are paused until/)
    await says(page, /^Also: slow mode, one comment in 5 minutes, until/)
    await says(page, /^After that: comments are checked before they appear, until/)
    await pause.end()
    await says(page, /^One comment per person in 5 minutes/)
  })
})

describe('slow mode', () => {
  it('counts down on the button after a comment, and after a refusal, keeping the text', async () => {
    const { id, url } = await room.story(1)
    await room.suspend(onStory(id), { mode: 'slow', slowSeconds: 40 })
    const ann = await room.reader('Ann Reader')
    const gone = await postAs(ann, id, 'Written and deleted.')
    await ann.call('DELETE /api/v1/comments/:id', { params: { id: gone.id } })
    const page = await room.read(url, ann)
    await page.clock.install()
    await composer(page).fill('Sent too soon')
    await button(page, 'Post comment').click()
    await shows(button(page, /^Post in \d+ s$/))
    await says(page, 'Your text is kept.')
    expect(await composer(page).inputValue()).toBe('Sent too soon')
    await page.keyboard.press('Control+Enter')

    const forward = async () => {
      room.server.clock.forward(40_000)
      await page.clock.fastForward(40_000)
    }
    await forward()
    await button(page, 'Post comment').click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'Sent too soon' }))
    await composer(page).fill('The next one')
    await shows(button(page, /^Post in \d+ s$/))
    await forward()
    await button(page, 'Post comment').click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'The next one' }))
  })
})

describe('members only', () => {
  it('follows who signs in and out, and keeps what was written', async () => {
    const { id, url } = await room.story(1)
    await room.suspend(onStory(id), { mode: 'members' })
    const [ann, mel] = [await room.reader('Ann Reader'), await room.reader('Mel Member', 'member')]
    const page = await room.read(url)
    await says(page, /^Comments on this story are for members only/)
    await shows(button(page, 'Sign in'))
    await expect.poll(() => composer(page).isVisible()).toBe(false)

    await room.signIn(page, ann)
    await shows(button(page, 'Ask to reopen'))
    await room.signIn(page, mel)
    await composer(page).fill('From a member')
    expect(await button(page, 'Ask to reopen').count()).toBe(0)
    await button(page, 'Sign out').click()
    await shows(button(page, 'Sign in'))
    await room.signIn(page, mel)
    await button(page, 'Post comment').click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'From a member' }))
  })
})

describe('a branch that is paused', () => {
  it('keeps a reply begun in it and says so at its top, while the rest goes on', async () => {
    const { id, url, ids } = await room.story(3)
    const [other, top] = [ids[0]!, ids[1]!]
    const reply = await postAs(room.bea, id, 'A reply under it.', top)
    const page = await room.read(url, await room.reader('Ann Reader'))
    const replyTo = (comment: string) => article(page, comment).getByRole('button', { name: /^Reply/ })
    await replyTo(reply.id).click()
    const field = thread(page).getByRole('textbox', { name: 'Your reply to Bea Second' })
    await writeAndSelect(field, 'What I meant to answer')
    const before = await fieldOf(field)
    const pause = await room.suspend({ scope: 'branch', commentId: top })

    await shows(
      article(page, top)
        .getByText(/^Replies to this comment are paused until/)
        .first(),
    )
    await says(page, 'Your draft is kept')
    await stands(field, before)
    await shows(button(page, 'Paused'))
    expect(await replyTo(top).count()).toBe(0)
    await article(page, top).getByText('Why').click()
    await shows(article(page, top).getByText(why))
    await shows(article(page, top).getByRole('button', { name: 'Ask to reopen' }))

    await composer(page).fill('On the story itself')
    await button(page, 'Post comment').click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'On the story itself' }))
    await shows(replyTo(other))
    await pause.end()
    await says(page, 'Comments are open again: your draft is ready.')
    await button(page, 'Post reply').click()
    await shows(thread(page).getByRole('article').filter({ hasText: 'What I meant to answer' }))
  })
})

describe('asking to reopen', () => {
  it('is counted once, and remembered by the browser', async () => {
    const { id, url } = await room.story(1)
    const { id: suspensionId } = await room.suspend(onStory(id))
    const ask = (person: { call: Newsroom['mo']['call'] }) =>
      person.call('POST /api/v1/suspensions/:id/reopening-requests', { params: { id: suspensionId } })
    await ask(room.bea)
    const ann = await room.reader('Ann Reader')
    const page = await room.read(url, ann)
    await button(page, 'Ask to reopen').click()
    await says(page, 'You have asked. 2 people have.')
    await page.reload()
    await isThere(page)
    await says(page, 'You have asked. 2 people have.')
    expect(await ask(ann)).toEqual({ count: 2 })
  })
})

describe('what an author writes while readers cannot', () => {
  it('is marked as that', async () => {
    const { id, url } = await room.story(1)
    await room.suspend(onStory(id))
    const author = await room.server.as('Au Thor')
    await room.server.grant(author, 'author', id)
    const { id: official } = await postAs(author, id, 'I am looking for the minutes.')
    const page = await room.read(url)
    await shows(article(page, official).getByText('written while comments were paused'))
    await shows(article(page, official).getByText('Author', { exact: true }))
  })
})

describe('whatever holds', () => {
  it('has no serious barriers, on a phone, light and dark', async () => {
    const { id, url, ids } = await room.story(2)
    const ann = await room.reader('Ann Reader')
    const checked = await room.suspend(onStory(id), { mode: 'premoderated' })
    await postAs(ann, id, 'One that waits.')
    await room.suspend(onStory(id), { mode: 'slow', slowSeconds: 3600 })
    await room.suspend({ scope: 'branch', commentId: ids[0]! })
    const views = [
      { person: ann, colorScheme: 'light', words: 'Only you see this.' },
      { person: ann, colorScheme: 'dark', words: /^Replies to this comment are paused/ },
    ] as const
    for (const { person, colorScheme, words } of views) {
      const page = await room.read(url, person, { colorScheme, viewport: { width: 390, height: 800 } })
      await says(page, words)
      expect(await seriousBarriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    await checked.end()
    await room.suspend(onStory(id), { mode: 'members' })
    const page = await room.read(url, undefined, { colorScheme: 'dark', viewport: { width: 390, height: 800 } })
    await shows(button(page, 'Sign in'))
    expect(await seriousBarriers(page)).toEqual([])
  })
})
