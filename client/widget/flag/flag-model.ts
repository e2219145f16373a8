import type * as z from 'zod'
import type { FlagReceipt, MisrepresentationType } from '../../../server/contract/flags.ts'
import type { Match } from '../../../server/contract/quotations.ts'
import { call } from '../../api.ts'
import { type Cell, cell } from '../cells.ts'
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
  reason: Cell<'misrepresents' | 'disagree'>
  /** Plain text of the comment; null while it loads. */
  commentText: Cell<string | null>
  claim: Cell<Selected | null>
  sources: Cell<readonly Source[]>
  chosen: Cell<string>
  source: Cell<Selected | null>
  type: Cell<z.output<typeof MisrepresentationType> | ''>
  explanation: Cell<string>
  matches: Cell<Matches | null>
  problem: Cell<string | null>
  sending: Cell<boolean>
  receipt: Cell<z.output<typeof FlagReceipt> | null>
}

const models = new Map<string, FlagModel>()

/** The flag begun on a comment, or a new one with the reader's selection taken over where it fits. */
export function flagModel(thread: Thread, comment: Shown, selected: string): FlagModel {
  const known = models.get(comment.id)
  if (known && known.receipt.value === null) return known
  const model: FlagModel = {
    comment,
    reason: cell('misrepresents'),
    commentText: cell(null),
    claim: cell(null),
    sources: cell(sourcesFor(thread, comment)),
    chosen: cell('story'),
    source: cell(null),
    type: cell(''),
    explanation: cell(''),
    matches: cell(null),
    problem: cell(null),
    sending: cell(false),
    receipt: cell(null),
  }
  models.set(comment.id, model)
  void loadTexts(thread, model, selected)
  return model
}

function sourcesFor(thread: Thread, comment: Shown): Source[] {
  const updates: readonly StoryUpdate[] = thread.updates.value
  const parent = thread.comments.value.get(comment.parentId ?? '')
  return [
    { key: 'story', kind: 'story', id: undefined, name: '', text: null },
    ...updates.map(
      (one): Source => ({
        key: one.id,
        kind: 'update',
        id: one.id,
        name: String(one.number),
        text: plainText(one.html),
      }),
    ),
    ...(parent?.state === 'visible'
      ? [{ key: 'parent', kind: 'comment', id: parent.id, name: parent.author?.name ?? '', text: null } as const]
      : []),
  ]
}

async function loadTexts(thread: Thread, model: FlagModel, selected: string) {
  const via = { base: thread.base, token: thread.session.token }
  const parentId = model.sources.value.find((one) => one.key === 'parent')?.id
  const textOf = async (id: string) =>
    (await call('GET /api/v1/comments/:id', { params: { id } }, via).catch(() => null))?.text ?? ''
  const storyId = thread.story.value?.id ?? ''
  const [comment, story, parent] = await Promise.all([
    textOf(model.comment.id),
    call('GET /api/v1/stories/:id/text', { params: { id: storyId } }, via).then(
      (answer) => (answer.revision > 0 ? answer.text : ''),
      () => '',
    ),
    parentId ? textOf(parentId) : '',
  ])
  const texts: Record<string, string> = { story, parent }
  model.sources.value = model.sources.value.map((one) => ({ ...one, text: one.text ?? texts[one.key] ?? '' }))
  if (!story) model.chosen.value = model.sources.value.find((one) => one.text)?.key ?? 'story'
  const inComment = findIn(comment, selected)
  model.claim.value ??= inComment
  if (!inComment && model.chosen.value === 'story') model.source.value ??= findIn(story, selected)
  model.commentText.value = comment
}
