import { type Signal, signal } from '@preact/signals'
import type * as z from 'zod'
import type { FlagReceipt, Match, MisrepresentationType } from '../../../server/contract/cases.ts'
import { call } from '../../api.ts'
import type { Thread } from '../thread.ts'
import type { Shown, StoryUpdate } from '../tree.ts'
import { findIn, plainText, type Selected } from './passage.ts'

export type Matches = { claim: z.output<typeof Match>; source: z.output<typeof Match> }

/** A text in which the original words may stand. */
export interface Source {
  /** `story`, `parent`, or an update's id. */
  key: string
  kind: 'story' | 'comment' | 'update'
  id: string | undefined
  name: string
  /** Null while it loads; empty when the server does not have it. */
  text: string | null
}

/** A flag being filled in. It outlives the dialog, so that closing it loses nothing. */
export interface FlagModel {
  comment: Shown
  reason: Signal<'misrepresents' | 'disagree'>
  /** Plain text of the comment; null while it loads. */
  commentText: Signal<string | null>
  claim: Signal<Selected | null>
  sources: Signal<readonly Source[]>
  chosen: Signal<string>
  source: Signal<Selected | null>
  type: Signal<z.output<typeof MisrepresentationType> | ''>
  explanation: Signal<string>
  matches: Signal<Matches | null>
  problem: Signal<string | null>
  sending: Signal<boolean>
  receipt: Signal<z.output<typeof FlagReceipt> | null>
}

const models = new Map<string, FlagModel>()

/** The flag begun on a comment, or a new one with the reader's selection taken over where it fits. */
export function flagModel(thread: Thread, comment: Shown, selected: string): FlagModel {
  const known = models.get(comment.id)
  if (known && known.receipt.peek() === null) return known
  const model: FlagModel = {
    comment,
    reason: signal('misrepresents'),
    commentText: signal(null),
    claim: signal(null),
    sources: signal(sourcesFor(thread, comment)),
    chosen: signal('story'),
    source: signal(null),
    type: signal(''),
    explanation: signal(''),
    matches: signal(null),
    problem: signal(null),
    sending: signal(false),
    receipt: signal(null),
  }
  models.set(comment.id, model)
  void loadTexts(thread, model, selected)
  return model
}

function sourcesFor(thread: Thread, comment: Shown): Source[] {
  const updates: readonly StoryUpdate[] = thread.updates.peek()
  const parent = thread.comments.peek().get(comment.parentId ?? '')
  return [
    { key: 'story', kind: 'story', id: undefined, name: '', text: null },
    ...updates.map(
      (one): Source => ({ key: one.id, kind: 'update', id: one.id, name: String(one.number), text: plainText(one.html) }),
    ),
    ...(parent?.state === 'visible'
      ? [{ key: 'parent', kind: 'comment', id: parent.id, name: parent.author?.name ?? '', text: null } as const]
      : []),
  ]
}

async function loadTexts(thread: Thread, model: FlagModel, selected: string) {
  const via = { base: thread.base, token: thread.session.token }
  const parentId = model.sources.peek().find((one) => one.key === 'parent')?.id
  const textOf = async (id: string) =>
    (await call('GET /api/v1/comments/:id', { params: { id } }, via).catch(() => null))?.text ?? ''
  const storyId = thread.story.peek()?.id ?? ''
  const [comment, story, parent] = await Promise.all([
    textOf(model.comment.id),
    call('GET /api/v1/stories/:id/text', { params: { id: storyId } }, via).then(
      (answer) => (answer.revision > 0 ? answer.text : ''),
      () => '',
    ),
    parentId ? textOf(parentId) : '',
  ])
  const texts: Record<string, string> = { story, parent }
  model.sources.value = model.sources.peek().map((one) => ({ ...one, text: one.text ?? texts[one.key] ?? '' }))
  if (!story) model.chosen.value = model.sources.peek().find((one) => one.text)?.key ?? 'story'
  const inComment = findIn(comment, selected)
  model.claim.value ??= inComment
  if (!inComment && model.chosen.peek() === 'story') model.source.value ??= findIn(story, selected)
  model.commentText.value = comment
}
