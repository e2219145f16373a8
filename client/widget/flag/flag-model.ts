import type * as z from 'zod'
import type { RuleCode } from '../../../server/contract/findings.ts'
import type { FlagReceipt } from '../../../server/contract/flags.ts'
import { type Cell, cell } from '../cells.ts'
import type { Thread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import { findIn } from './passage.ts'
import { commentText, loadSources, newQuoting, type Quoting } from './quoting.ts'

export type Kind = z.output<typeof RuleCode>

/** A form that is being sent, and what came of it. */
export interface Sending {
  problem: Cell<string | null>
  sending: Cell<boolean>
  receipt: Cell<z.output<typeof FlagReceipt> | null>
}

export function newSending(): Sending {
  return { problem: cell<string | null>(null), sending: cell(false), receipt: cell<Sending['receipt']['value']>(null) }
}

/** A flag being filled in. It outlives the dialog, so that closing it loses nothing. */
export interface FlagModel extends Sending {
  /** Whose flag it is: the id of a person, or empty for somebody signed out. */
  owner: string
  comment: Shown
  /** What the reader says is wrong; null until they have said. */
  kind: Cell<Kind | 'disagree' | null>
  /** Plain text of the comment; null while it loads. */
  commentText: Cell<string | null>
  quoting: Quoting
  explanation: Cell<string>
  law: Cell<string>
  isGoodFaith: Cell<boolean>
}

const models = new Map<string, FlagModel>()

/**
 * Whether a form that was begun is for this reader: what was begun before signing in is for whoever signs in, and what
 * was begun in a session that has ended stays for the same person.
 */
export function isOf(form: { owner: string }, owner: string): boolean {
  const is = form.owner === owner || !form.owner || !owner
  if (is) form.owner ||= owner
  return is
}

/** The flag begun on a comment, or a new one with the reader's selection taken over where it fits. */
export function flagModel(thread: Thread, comment: Shown, selected: string): FlagModel {
  const owner = thread.session.person.value?.id ?? ''
  const known = models.get(comment.id)
  if (known && known.receipt.value === null && isOf(known, owner)) return known
  const model: FlagModel = {
    ...newSending(),
    owner,
    comment,
    kind: cell<FlagModel['kind']['value']>(null),
    commentText: cell<string | null>(null),
    quoting: newQuoting(thread, comment.parentId),
    explanation: cell(''),
    law: cell(''),
    isGoodFaith: cell(false),
  }
  models.set(comment.id, model)
  void loadTexts(thread, model, selected)
  return model
}

async function loadTexts(thread: Thread, model: FlagModel, selected: string) {
  const { quoting } = model
  const [comment] = await Promise.all([commentText(thread, model.comment.id), loadSources(thread, quoting)])
  const inComment = findIn(comment, selected)
  quoting.claim.value ??= inComment
  if (!inComment && !quoting.source.value) selectIn(quoting, selected)
  model.commentText.value = comment
}

/** Takes the reader’s selection as the original words, in the first source that has them. */
function selectIn(quoting: Quoting, selected: string) {
  for (const { key, text } of quoting.sources.value) {
    const found = findIn(text ?? '', selected)
    if (!found) continue
    quoting.chosen.value = key
    quoting.source.value = found
    return
  }
}
