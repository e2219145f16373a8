import { signal } from '@preact/signals'
import type { FiguresAt } from './figures/figures-at.ts'
import { figuresAtOf, figuresParameters, USUAL_FIGURES } from './figures/figures-at.ts'
import type { CaseKind, CaseQueue, DeskAge, DeskQueue, SanctionList } from './shapes.ts'

/** Which cases are listed. */
export interface CasesAt {
  queue: CaseQueue
  /** Of all kinds unless named; `reported` is conduct and illegal content. */
  kind: CaseKind | 'reported' | null
}

/** Which comments are listed. */
export interface DeskAt {
  queue: DeskQueue
  story: string | null
  section: string | null
  person: string | null
  /** The rule of the site that held it. */
  rule: string | null
  search: string
  age: DeskAge | null
}

export type Route =
  | { name: 'home' }
  | { name: 'cases'; at: CasesAt; id: string | null }
  | { name: 'stories' }
  | { name: 'story'; id: string; answers: string | null }
  | { name: 'desk'; at: DeskAt; id: string | null }
  /** `by`: one moderator’s decisions only. */
  | { name: 'history'; by: string | null }
  | { name: 'pauses' }
  | { name: 'heat' }
  /** `story` and `heated`: what is known beforehand. */
  | { name: 'new-pause'; story: string | null; heated: boolean }
  | { name: 'figures'; at: FiguresAt }
  | { name: 'people' }
  /** `comment` and `caseId`: what led to looking at the person. */
  | { name: 'person'; id: string; comment: string | null; caseId: string | null }
  | { name: 'sanctions'; list: SanctionList }
  /** `part`: as it stands in the address; empty for what holds for the whole site. */
  | { name: 'settings'; part: string }
  | { name: 'unknown' }

const ROOT = '/console'

function pausesRouteOf(part: string | undefined, asked: URLSearchParams): Route {
  if (part === 'heat') return { name: 'heat' }
  if (part !== 'new') return { name: 'pauses' }
  return { name: 'new-pause', story: asked.get('story'), heated: asked.has('heated') }
}

/** Queues by the names they have in addresses, in the order of their tabs. */
export const QUEUES = ['open', 'mine', 'waiting', 'appeals', 'decided', 'ended'] as const satisfies CaseQueue[]
const KINDS = ['misrepresentation', 'reported', 'conduct', 'illegal'] as const
/** What moderators did about people, in the order of its tabs. */
export const SANCTION_LISTS = ['appeals', 'reviews', 'holding'] as const satisfies SanctionList[]
export const OPEN_CASES: CasesAt = { queue: 'open', kind: null }

function casesAtOf(asked: URLSearchParams): CasesAt {
  return {
    queue: QUEUES.find((queue) => queue === asked.get('queue')) ?? 'open',
    kind: KINDS.find((kind) => kind === asked.get('kind')) ?? null,
  }
}

function casesQuery({ queue, kind }: CasesAt): string {
  const asked = new URLSearchParams({ ...(queue !== 'open' && { queue }), ...(kind && { kind }) })
  return asked.size > 0 ? `?${asked}` : ''
}

function peopleRouteOf(id: string | undefined, asked: URLSearchParams): Route {
  if (id === undefined) return { name: 'people' }
  if (id === 'sanctions')
    return { name: 'sanctions', list: SANCTION_LISTS.find((list) => list === asked.get('list')) ?? 'appeals' }
  return { name: 'person', id, comment: asked.get('comment'), caseId: asked.get('case') }
}

const DESK_QUEUES = ['pending', 'first', 'approved', 'all'] as const satisfies DeskQueue[]
const AGES = ['last_hour', 'last_day', 'last_week', 'over_hour', 'over_day'] as const satisfies DeskAge[]
export const PENDING: DeskAt = {
  ...{ queue: 'pending', story: null, section: null, person: null, rule: null, search: '', age: null },
}

function deskAtOf(asked: URLSearchParams): DeskAt {
  return {
    queue: DESK_QUEUES.find((queue) => queue === asked.get('queue')) ?? 'pending',
    story: asked.get('story'),
    section: asked.get('section'),
    person: asked.get('person'),
    rule: asked.get('rule'),
    search: asked.get('search') ?? '',
    age: AGES.find((age) => age === asked.get('age')) ?? null,
  }
}

function deskQuery({ queue, story, section, person, rule, search, age }: DeskAt): string {
  const asked = new URLSearchParams({
    ...(queue !== 'pending' && { queue }),
    ...(story && { story }),
    ...(section !== null && { section }),
    ...(person && { person }),
    ...(rule && { rule }),
    ...(search && { search }),
    ...(age && { age }),
  })
  return asked.size > 0 ? `?${asked}` : ''
}

/** Reads a route from an address below `/console`. */
export function routeOf(url: URL): Route {
  const [view = '', id] = url.pathname.slice(ROOT.length).split('/').filter(Boolean)
  if (view === '') return { name: 'home' }
  if (view === 'cases') {
    return { name: 'cases', at: casesAtOf(url.searchParams), id: id ?? null }
  }
  if (view === 'stories' && id) return { name: 'story', id, answers: url.searchParams.get('answers') }
  if (view === 'stories') return { name: 'stories' }
  if (view === 'desk') return { name: 'desk', at: deskAtOf(url.searchParams), id: id ?? null }
  if (view === 'decisions') return { name: 'history', by: url.searchParams.get('by') }
  if (view === 'pauses') return pausesRouteOf(id, url.searchParams)
  if (view === 'figures') return { name: 'figures', at: figuresAtOf(url.searchParams) }
  if (view === 'people') return peopleRouteOf(id, url.searchParams)
  if (view === 'settings') return { name: 'settings', part: id ?? '' }
  return { name: 'unknown' }
}

export const href = {
  cases: (at: CasesAt = OPEN_CASES) => `${ROOT}/cases${casesQuery(at)}`,
  case: (id: string, at: CasesAt = OPEN_CASES) => `${ROOT}/cases/${id}${casesQuery(at)}`,
  stories: () => `${ROOT}/stories`,
  story: (id: string) => `${ROOT}/stories/${id}`,
  answer: (storyId: string, caseId: string) => `${ROOT}/stories/${storyId}?answers=${caseId}#new-update`,
  desk: (at: Partial<DeskAt> = {}, id = '') => `${ROOT}/desk${id && `/${id}`}${deskQuery({ ...PENDING, ...at })}`,
  history: (by: string | null) => `${ROOT}/decisions${by ? `?by=${by}` : ''}`,
  pauses: () => `${ROOT}/pauses`,
  heat: () => `${ROOT}/pauses/heat`,
  newPause: () => `${ROOT}/pauses/new`,
  pauseHeated: (storyId: string) => `${ROOT}/pauses/new?story=${storyId}&heated`,
  figures: (at: FiguresAt = USUAL_FIGURES) => `${ROOT}/figures${figuresParameters(at)}`,
  people: () => `${ROOT}/people`,
  person: (id: string, { comment, caseId }: { comment?: string; caseId?: string } = {}) => {
    const asked = new URLSearchParams({ ...(comment && { comment }), ...(caseId && { case: caseId }) })
    return `${ROOT}/people/${id}${asked.size > 0 ? `?${asked}` : ''}`
  },
  sanctions: (list: SanctionList = 'appeals') => `${ROOT}/people/sanctions${list === 'appeals' ? '' : `?list=${list}`}`,
  settings: (part = '') => `${ROOT}/settings${part && `/${part}`}`,
}

/** The route on screen. */
export const route = signal<Route>(routeOf(new URL(location.href)))

interface Step {
  /** How far the page was scrolled when it was left. */
  scrollY: number
}

/** Goes to an address of the console without loading a page; `replace` leaves no step for the Back button. */
export function navigate(to: string, { replace = false } = {}): void {
  if (!replace) history.replaceState({ scrollY } satisfies Step, '')
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  route.value = routeOf(new URL(location.href))
  scrollTo(0, 0)
}

function onBack(event: PopStateEvent): void {
  const step: Step | null = event.state
  // A link to a place on this page, such as a footnote: the browser has gone there.
  if (!step && location.hash) return
  route.value = routeOf(new URL(location.href))
  // What was there is drawn from the cache, one frame later; only then is there somewhere to scroll to.
  requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, step?.scrollY ?? 0)))
}

function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 && !event.defaultPrevented && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  )
}

function onClick(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a')
  if (!link || !isPlainClick(event) || link.target || link.hasAttribute('download')) return
  const url = new URL(link.href)
  const ours = url.origin === location.origin && (url.pathname === ROOT || url.pathname.startsWith(`${ROOT}/`))
  if (!ours || (url.hash && url.pathname === location.pathname && url.search === location.search)) return
  event.preventDefault()
  navigate(link.href)
}

/** Follows links and the Back button inside the console. */
export function startRouter(): void {
  history.scrollRestoration = 'manual'
  document.addEventListener('click', onClick)
  addEventListener('popstate', onBack)
}
