import { useState } from 'preact/hooks'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { QueueItem, Verdict } from '../shapes.ts'
import { desk } from '../strings-desk.ts'
import { portionsOf } from './portions.ts'
import { refreshCounts } from './queues.ts'
import { offerUndo } from './undo.ts'

export type Outcome = keyof typeof desk.outcome

/** What became of a comment on screen, or why nothing did. */
export interface Mark {
  outcome: Outcome | null
  trouble: string | null
}

export interface Decisions {
  marks: ReadonlyMap<string, Mark>
  mark: (ids: readonly string[], mark: Mark | null) => void
  /**
   * Decides at once on screen; what the server refuses comes back with its reason.
   *
   * @param onShut where it was not said when they appear, and the server wants to know.
   */
  decide: (items: readonly QueueItem[], verdict: Verdict, onShut: (ids: string[]) => void) => void
}

interface Answer {
  decided: { id: string; state: Outcome; actId: string }[]
  refused: { id: string; code: string; detail: string }[]
}

/** What a verdict will come to, before the server has answered. */
function expected(verdict: Verdict): Outcome {
  if (verdict.decision !== 'approve') return verdict.decision === 'reject' ? 'rejected' : 'returned'
  return verdict.release === 'at_reopening' ? 'approved' : 'visible'
}

async function send(items: readonly QueueItem[], verdict: Verdict): Promise<Answer> {
  const answer: Answer = { decided: [], refused: [] }
  for (const portion of portionsOf(items)) {
    const some = portion.map(({ id, revision }) => ({ id, revision }))
    try {
      const { decided, refused } = await ask('POST /api/v1/queue/decisions', { body: { items: some, verdict } })
      answer.decided.push(...decided)
      answer.refused.push(...refused)
    } catch (error) {
      const { code, detail } = failureOf(error)
      answer.refused.push(...some.map(({ id }) => ({ id, code, detail })))
    }
  }
  return answer
}

/** Decisions on comments of a list, shown before the server has answered. */
export function useDecisions(onAnswered: () => void): Decisions {
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map())
  const mark = (ids: readonly string[], change: Mark | null) =>
    setMarks((was) => {
      const next = new Map(was)
      for (const id of ids)
        if (change) next.set(id, change)
        else next.delete(id)
      return next
    })
  const decide: Decisions['decide'] = (items, verdict, onShut) => {
    const ids = items.map(({ id }) => id)
    mark(ids, { outcome: expected(verdict), trouble: null })
    const sentAt = performance.now()
    void send(items, verdict).then((answer) => {
      const { decided } = answer
      const done = items.filter((item) => decided.some(({ id }) => id === item.id))
      offerUndo({
        ...{ words: wordsOf(done, expected(verdict)), sentAt },
        ...{ ids: decided.map(({ id }) => id), acts: decided.map(({ actId }) => actId) },
        onUndone: (undone) => {
          mark(undone, null)
          onAnswered()
        },
      })
      take(answer, verdict, onShut)
      refreshCounts()
      onAnswered()
    })
  }
  function take({ decided, refused }: Answer, verdict: Verdict, onShut: (ids: string[]) => void) {
    for (const { id, state } of decided) mark([id], { outcome: state, trouble: null })
    const isAsked = verdict.decision === 'approve' && !verdict.release
    const shut = refused.filter(({ code }) => isAsked && code === 'invalid')
    const rest = refused.filter((one) => !shut.includes(one))
    mark(
      shut.map(({ id }) => id),
      null,
    )
    for (const { id, detail } of rest) mark([id], { outcome: null, trouble: desk.notDone(detail) })
    if (rest.length > 0) say(desk.refusedSome(rest.length, decided.length + refused.length))
    if (shut.length > 0) onShut(shut.map(({ id }) => id))
  }
  return { marks, mark, decide }
}

function wordsOf(items: readonly QueueItem[], outcome: Outcome): string {
  const [one] = items
  return items.length === 1 && one
    ? desk.said(one.author, desk.outcome[outcome])
    : desk.saidSeveral(items.length, desk.outcome[outcome])
}
