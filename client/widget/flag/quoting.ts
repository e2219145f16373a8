import type * as z from 'zod'
import type { MisrepresentationType } from '../../../server/contract/flags.ts'
import type { Match } from '../../../server/contract/quotations.ts'
import { call } from '../../api.ts'
import { type Cell, cell } from '../cells.ts'
import type { Thread } from '../thread.ts'
import { LONGEST, plainText, type Selected, SHORTEST } from './passage.ts'
import { strings } from './strings.ts'

export type Matches = { claim: z.output<typeof Match>; source: z.output<typeof Match> }
export type Type = z.output<typeof MisrepresentationType>

/** A text in which the original words may stand. */
export interface Source {
  /** `story`, or the id of an update or comment. */
  key: string
  kind: 'story' | 'comment' | 'update'
  /** Of an update its number, of a comment who wrote it. */
  name: string
  isAnswered: boolean
  /** Null while it loads; empty when the server does not have it. */
  text: string | null
}

/** Two quotations being chosen: the words that are wrong, and those that they should have been. */
export interface Quoting {
  claim: Cell<Selected | null>
  sources: Cell<readonly Source[]>
  chosen: Cell<string>
  /** Another comment is being looked for. */
  isPicking: Cell<boolean>
  source: Cell<Selected | null>
  /** Words that are said to stand in the source, where they cannot be selected in it; null while they are selected. */
  typed: Cell<string | null>
  type: Cell<Type | ''>
  matches: Cell<Matches | null>
}

/** @param answeredId the comment that the flagged one answers, if there is one. */
export function newQuoting(thread: Thread, answeredId: string | null): Quoting {
  const updates = thread.updates.value.map(
    (one): Source => ({
      ...{ key: one.id, kind: 'update', name: String(one.number), isAnswered: false },
      text: plainText(one.html),
    }),
  )
  const answered = answeredId ? [commentSource(thread, answeredId, true)] : []
  return {
    claim: cell<Selected | null>(null),
    sources: cell([{ key: 'story', kind: 'story', name: '', isAnswered: false, text: null }, ...updates, ...answered]),
    chosen: cell('story'),
    isPicking: cell(false),
    source: cell<Selected | null>(null),
    typed: cell<string | null>(null),
    type: cell<Type | ''>(''),
    matches: cell<Matches | null>(null),
  }
}

function commentSource(thread: Thread, id: string, isAnswered: boolean): Source {
  const name = thread.comments.value.get(id)?.author?.name ?? ''
  return { key: id, kind: 'comment', name, isAnswered, text: null }
}

/** Fetches the texts that are not here yet. Where the story's is missing, another source is chosen. */
export async function loadSources(thread: Thread, quoting: Quoting) {
  const wanted = quoting.sources.value.filter(({ text }) => text === null)
  const texts = await Promise.all(wanted.map((one) => textOf(thread, one)))
  const found = new Map(wanted.map(({ key }, index) => [key, texts[index] ?? '']))
  quoting.sources.value = quoting.sources.value.map((one) => ({ ...one, text: one.text ?? found.get(one.key) ?? null }))
  if (found.get('story') === '' && quoting.chosen.value === 'story')
    quoting.chosen.value = quoting.sources.value.find((one) => one.text)?.key ?? 'story'
}

/** Plain text of a comment, as the server counts in it; empty if it cannot be had. */
export async function commentText(thread: Thread, id: string): Promise<string> {
  const via = { base: thread.base, token: thread.session.token }
  return (await call('GET /api/v1/comments/:id', { params: { id } }, via).catch(() => null))?.text ?? ''
}

async function textOf(thread: Thread, { kind, key }: Source): Promise<string> {
  if (kind !== 'story') return commentText(thread, key)
  const via = { base: thread.base, token: thread.session.token }
  const params = { id: thread.story.value?.id ?? '' }
  const answer = await call('GET /api/v1/stories/:id/text', { params }, via).catch(() => null)
  return answer && answer.revision > 0 ? answer.text : ''
}

/** Takes another comment of the thread as the source. */
export function chooseComment(thread: Thread, quoting: Quoting, id: string) {
  if (!quoting.sources.value.some(({ key }) => key === id))
    quoting.sources.value = [...quoting.sources.value, commentSource(thread, id, false)]
  chooseSource(quoting, id)
  void loadSources(thread, quoting)
}

export function chooseSource(quoting: Quoting, key: string) {
  quoting.isPicking.value = false
  if (quoting.chosen.value === key) return
  quoting.chosen.value = key
  quoting.source.value = null
}

export function chosenSource({ sources, chosen }: Quoting): Source | undefined {
  return sources.value.find(({ key }) => key === chosen.value)
}

/** The original words: selected, or typed where they could not be; null until there are enough. */
export function sourceWords({ source, typed }: Quoting): { exact: string; start?: number } | null {
  if (typed.value === null) return source.value
  const exact = typed.value.trim()
  return exact.length < SHORTEST ? null : { exact }
}

/** Both quotations as the server is told of them; null until both are chosen. */
export function quotationsOf(quoting: Quoting) {
  const [claim, words, from] = [quoting.claim.value, sourceWords(quoting), chosenSource(quoting)]
  if (!claim || !words || !from) return null
  const { kind, key } = from
  return { claim, source: { ...words, kind, ...(kind !== 'story' && { id: key }) } }
}

const WITHOUT_SOURCE: readonly Type[] = ['invented', 'wrongly_attributed']

/** Whether this can be said of it: of words that stand nowhere not everything can. */
export function canBe({ matches, typed }: Quoting, type: Type): boolean {
  // Typed words stand nowhere until the server has found them.
  const isAbsent = matches.value ? matches.value.source.how === 'absent' : typed.value !== null
  return !isAbsent || WITHOUT_SOURCE.includes(type)
}

/** What is missing or wrong, with the id of the element to go to. */
export interface Lack {
  words: string
  at: string
}

/** What the two quotations and their kind still lack; null when nothing. */
export function lackingIn(quoting: Quoting): Lack | null {
  const [claim, source, type] = [quoting.claim.value, sourceWords(quoting), quoting.type.value]
  if (!claim) return { words: strings.needClaim, at: 'flag-claim' }
  if (claim.exact.length > LONGEST) return { words: strings.tooLong, at: 'flag-claim' }
  if (!source) return { words: strings.needSource, at: 'flag-source' }
  if (source.exact.length > LONGEST) return { words: strings.tooLong, at: 'flag-source' }
  if (!type) return { words: strings.needType, at: 'flag-type' }
  return canBe(quoting, type) ? null : { words: strings.needOtherType, at: 'flag-type-invented' }
}
