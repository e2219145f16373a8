import { findingNames } from '../../ui/note-words.ts'
import { clockTime } from '../../ui/times.ts'
import type { Mine } from './mine.ts'
import { strings } from './strings.ts'

/** How far a case is, in a sentence for one of the people in it. */
export function stageWords({ stage, part, mayReply, statement }: Mine): string {
  const finding = statement && findingNames[statement.finding]
  switch (stage) {
    case 'open':
      return strings.open
    case 'waiting_reply':
      if (part === 'concerned') return mayReply ? strings.waitsForYou : strings.open
      return strings.waitsForWriter
    case 'decided':
      return finding ? strings.decided(finding) : strings.open
    case 'closed':
      return finding ? strings.closed(finding) : strings.closedBare
    case 'corrected':
      return strings.corrected[part === 'concerned' ? 'yours' : 'theirs']
    default:
      return strings[stage]
  }
}

/** Whether they are asked to put the comment right. */
export function mayCorrect({ part, statement, stage }: Mine): boolean {
  return part === 'concerned' && statement?.action === 'ask_edit' && stage !== 'gone'
}

/** What the person can do about it now; null if nothing. @param write how a time is written. */
export function canDo(
  { mayReply, replyDueAt, mayAppeal, statement, mayWithdraw }: Mine,
  now: number,
  write: (iso: string) => string = (iso) => clockTime(iso, now),
): string | null {
  if (mayReply) {
    const isInTime = replyDueAt !== null && Date.parse(replyDueAt) > now
    return isInTime ? strings.answerUntil(write(replyDueAt)) : strings.canStillAnswer
  }
  const until = statement?.appeal.until
  if (mayAppeal && until) return strings.appealUntil(write(until))
  return mayWithdraw ? strings.canWithdraw : null
}
