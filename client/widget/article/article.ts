import type { Result } from '../../../server/contract/index.ts'
import { call, isProblem } from '../../api.ts'
import { type Cell, cell } from '../cells.ts'
import { liveOf } from '../later/lives.ts'
import { openUpdateIn } from '../later/open-update.ts'
import { newestFirst, takeUpdate } from '../later/take-update.ts'
import { pageTitle, pageUrl } from '../page.ts'
import { changeUnderHold, renderNow } from '../still.ts'
import type { StoryUpdate } from '../tree.ts'

const AGAIN_MS = 30_000

/** What is known of the updates that an article shows. */
export interface Article {
  base: string
  element: HTMLElement
  root: ShadowRoot
  storyUrl: string
  updates: Cell<readonly StoryUpdate[]>
  /** Those that showing would move the text of the article by, until the reader asks for them. */
  waiting: Cell<readonly StoryUpdate[]>
  heights: Map<string, number>
  ended: boolean
  unfollow: () => void
}

export function newArticle(element: HTMLElement, root: ShadowRoot, base: string): Article {
  const empty = { updates: cell<readonly StoryUpdate[]>([]), waiting: cell<readonly StoryUpdate[]>([]) }
  return {
    ...{ base, element, root, ...empty },
    storyUrl: pageUrl(element),
    heights: new Map(),
    ended: false,
    unfollow: () => undefined,
  }
}

/** Shows the updates of the story of the page, then follows them. Where there are none, or no answer, nothing shows. */
export async function start(article: Article): Promise<void> {
  const { base, element } = article
  const body = { url: pageUrl(element), title: pageTitle(element) }
  try {
    const story = await call('POST /api/v1/stories', { body }, { base, token: null })
    const updates = await fetchUpdates(base, story.id)
    if (article.ended) return
    article.storyUrl = story.url
    change(article, updates)
    followHash(article)
    follow(article, story.id, story.seq)
  } catch (error) {
    if (!isProblem(error)) throw error
    // Any other refusal would be the same again.
    if (isProblem(error, 'offline') || isProblem(error, 'unavailable'))
      setTimeout(() => article.ended || void start(article), AGAIN_MS)
  }
}

export function end(article: Article) {
  article.ended = true
  article.unfollow()
}

/** Shows what waits and goes to the newest of it. */
export function reveal(article: Article) {
  const [newest] = article.waiting.value
  article.updates.value = newestFirst(article.updates.value, article.waiting.value)
  article.waiting.value = []
  renderNow()
  if (newest) openUpdateIn(article.root, newest.number)
}

/** Opens the update that the page’s address names. */
export function followHash({ root }: Article) {
  const number = /^#update-(\d+)$/.exec(location.hash)?.[1]
  if (number) openUpdateIn(root, Number(number))
}

function follow(article: Article, storyId: string, seq: number) {
  article.unfollow = liveOf(article.base).follow(storyId, seq, {
    onEvents(events) {
      for (const event of events)
        if (event.type === 'update.published' || event.type === 'update.changed') receive(article, event.update)
    },
    async onReset() {
      // Asked for first: what happens in between is then told again, and not missed.
      const input = { params: { id: storyId } }
      const story = await call('GET /api/v1/stories/:id', input, { base: article.base, token: null })
      for (const update of await fetchUpdates(article.base, storyId)) receive(article, update)
      return story.seq
    },
  })
}

function receive(article: Article, update: StoryUpdate) {
  const surface = surfaceOf(article)
  const { root, heights, updates, waiting } = article
  if (isAbove(surface)) change(article, [update])
  else waiting.value = takeUpdate({ surface, root, heights, updates }, waiting.value, update)
}

/** Shows them at once; whoever reads further down stays where they are. */
function change(article: Article, newer: readonly StoryUpdate[]) {
  changeUnderHold(surfaceOf(article), () => {
    article.updates.value = newestFirst(article.updates.value, newer)
  })
}

function isAbove(surface: HTMLElement): boolean {
  return surface.getBoundingClientRect().bottom <= 0
}

function surfaceOf({ root, element }: Article): HTMLElement {
  return root.querySelector<HTMLElement>('.surface') ?? element
}

async function fetchUpdates(base: string, id: string): Promise<StoryUpdate[]> {
  const { updates } = await call('GET /api/v1/stories/:id/updates', { params: { id } }, { base, token: null })
  return updates.flatMap(asShown)
}

function asShown(update: Result<'GET /api/v1/stories/:id/updates'>['updates'][number]): StoryUpdate[] {
  const { body: _body, scheduledFor: _scheduledFor, state, number, publishedAt, ...rest } = update
  if (state === 'scheduled' || number === null || publishedAt === null) return []
  return [{ ...rest, state, number, publishedAt }]
}
