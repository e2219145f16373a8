import { useEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useDesk } from '../live.ts'
import { isStaff, me } from '../session.ts'
import type { Story } from '../shapes.ts'

const PAGE = 40
const MOST = 100 // the most the server gives at once

interface Page {
  stories: Story[]
  next: string | null
}
interface Shown extends Page {
  /** New stories that wait to be asked for, so that nothing moves. */
  waiting: number
}

/** What each search showed when it was left: coming back shows it at once and in place. */
const left = new Map<string, Shown>()

async function ownStories(search: string): Promise<Page> {
  const ids = me.value?.authorOf ?? []
  const stories = await Promise.all(ids.map((id) => ask('GET /api/v1/stories/:id', { params: { id } })))
  const found = stories.filter((story) => story.title.toLowerCase().includes(search.toLowerCase()))
  return { stories: found.sort((a, b) => b.publishedAt.localeCompare(a.publishedAt)), next: null }
}

function load(search: string, limit: number, after?: string | null): Promise<Page> {
  if (!isStaff.value) return ownStories(search)
  return ask('GET /api/v1/stories', { query: { limit, ...(search && { search }), ...(after && { after }) } })
}

/** Renews what the answer covers, in place; later pages stay as they were. */
function renew(shown: Shown, fresh: Story[]): Shown {
  const byId = new Map(fresh.map((story) => [story.id, story]))
  const newest = shown.stories[0]?.publishedAt ?? ''
  return {
    stories: shown.stories.map((story) => byId.get(story.id) ?? story),
    next: shown.next,
    waiting: fresh.filter((story) => story.publishedAt > newest).length,
  }
}

export interface StoryPages {
  shown: Shown | undefined
  failure: Failure | null
  /** Gets the page after what is shown. */
  more: () => void
  /** Loads from the top, with what was held back. */
  restart: () => void
}

/** The stories whose title contains `search`: all for staff, their own for authors. Renewed in place. */
export function useStories(search: string): StoryPages {
  const [shown, setShown] = useState(left.get(search))
  const [failure, setFailure] = useState<Failure | null>(null)
  const turn = useRef(0)
  const run = (work: Promise<Page>, take: (page: Page) => Shown) => {
    const mine = ++turn.current
    work.then(
      (page) => {
        if (mine !== turn.current) return
        const next = take(page)
        left.set(search, next)
        setShown(next)
        setFailure(null)
      },
      (error: unknown) => mine === turn.current && setFailure(failureOf(error)),
    )
  }
  const restart = () => run(load(search, PAGE), (page) => ({ ...page, waiting: 0 }))
  const refresh = () => {
    if (!shown) return restart()
    const limit = Math.min(MOST, Math.max(PAGE, shown.stories.length))
    run(load(search, limit), (page) => renew(shown, page.stories))
  }
  const more = () => {
    if (!shown?.next) return
    run(load(search, PAGE, shown.next), (page) => ({
      ...page,
      stories: [...shown.stories, ...page.stories],
      waiting: shown.waiting,
    }))
  }
  useEffect(restart, [search])
  useDesk(refresh)
  return { shown, failure, more, restart }
}
