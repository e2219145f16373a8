/** Comments nested deeper than this sort beside their parent, in time order; the link to the parent stays. */
export const DEEPEST_PATH = 60
/** Wide enough for 2.1 thousand million events of one story. */
const WIDTH = 6
/** What a database integer holds. */
const MOST_SEQ = 2 ** 31 - 1

export interface Place {
  rootSeq: number
  path: string
  depth: number
}

/** Where a comment with this sequence number stands under its parent; null for a comment on the story. */
export function placeUnder(parent: Place | null, seq: number): Place {
  const step = seq.toString(36).padStart(WIDTH, '0')
  if (!parent) return { rootSeq: seq, path: step, depth: 0 }
  return {
    rootSeq: parent.rootSeq,
    path: parent.path.slice(0, DEEPEST_PATH * WIDTH) + step,
    depth: parent.depth + 1,
  }
}

/** The paths of a comment's ancestors, from the root down. */
export function ancestorPaths(path: string): string[] {
  return Array.from({ length: path.length / WIDTH - 1 }, (_, i) => path.slice(0, (i + 1) * WIDTH))
}

/** The path of the comment on the story that a path is under, or is of. */
export function rootPath(path: string): string {
  return path.slice(0, WIDTH)
}

/** A position as an opaque cursor, and back; undefined if the text is no cursor of ours. */
export function encodeCursor(at: { rootSeq: number; path: string }): string {
  return `${at.rootSeq.toString(36)}.${at.path}`
}

export function decodeCursor(cursor: string): { rootSeq: number; path: string } | undefined {
  const [, root = '', path = ''] = /^([0-9a-z]{1,7})\.([0-9a-z]{6,400})$/.exec(cursor) ?? []
  const rootSeq = Number.parseInt(root, 36)
  return rootSeq <= MOST_SEQ ? { rootSeq, path } : undefined
}

interface Span {
  from: number
  until: number
}

/** When readers saw a comment, by the events of its coming and going; one without any was there from the first. */
export function spansSeen(events: readonly { type: string; createdAt: number }[]): Span[] {
  const spans: Span[] = []
  let from = events.length === 0 ? Number.NEGATIVE_INFINITY : undefined
  for (const { type, createdAt } of events) {
    const isSeen = type === 'comment.posted' || type === 'comment.restored'
    if (isSeen) from ??= createdAt
    else if (from !== undefined) {
      spans.push({ from, until: createdAt })
      from = undefined
    }
  }
  return from === undefined ? spans : [...spans, { from, until: Number.POSITIVE_INFINITY }]
}

/** Whether readers saw a wording when it was answered, or later: what a moderator did not let through is none of theirs. */
export function wasAnswered(wording: Span, spans: readonly Span[], answeredAt: number | undefined): boolean {
  if (answeredAt === undefined) return false
  return spans.some(({ from, until }) => {
    const end = Math.min(until, wording.until)
    return Math.max(from, wording.from) < end && answeredAt < end
  })
}

/** What readers see of a comment in this state: its words, or only its place. */
export function wordsShown(
  state: 'visible' | 'pending' | 'approved' | 'returned' | 'rejected' | 'deleted' | 'removed',
): boolean {
  return state === 'visible'
}
