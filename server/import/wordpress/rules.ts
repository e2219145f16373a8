import type { Changed, Skipped } from '../report.ts'
import type { ExportedComment, ExportedItem } from './export.ts'

/** Whether an item is a story, and if not, why. Only what anyone could read on the blog becomes one. */
export function whyNoStory(item: Pick<ExportedItem, 'id' | 'type' | 'status' | 'password'>): Skipped | undefined {
  if (item.type === 'nav_menu_item') return 'menu_item'
  if (item.type === 'attachment') return 'attachment'
  if (item.type !== 'post' && item.type !== 'page') return 'other_type'
  if (!isId(item.id)) return 'no_id'
  if (item.status === 'future') return 'scheduled'
  if (item.status === 'private') return 'private'
  if (item.status === 'trash') return 'trashed'
  if (item.status !== 'publish') return 'draft'
  return item.password ? 'password' : undefined
}

/** Kinds of entries among the comments; null for comments. */
const KINDS = new Map<string, Skipped | null>([
  ['', null],
  ['comment', null],
  ['review', null],
  ['pingback', 'pingback'],
  ['trackback', 'trackback'],
])
const STATES = new Map<string, 'visible' | Skipped>([
  ['1', 'visible'],
  ['approve', 'visible'],
  ['spam', 'spam'],
  ['trash', 'trashed_comment'],
  ['post-trashed', 'trashed_comment'],
])

/** What becomes of a comment by what WordPress knows of it. A state nobody knows is held, not shown. */
export function fateOf(comment: Pick<ExportedComment, 'id' | 'type' | 'approved'>): 'visible' | 'pending' | Skipped {
  const kind = KINDS.get(comment.type.toLowerCase())
  if (kind === undefined) return 'other_comment'
  if (!isId(comment.id)) return 'no_id'
  return kind ?? STATES.get(comment.approved.toLowerCase()) ?? 'pending'
}

function isId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text)
}

/** The name of the site in import keys: what http, https and a trailing slash do not change. */
export function siteKeyOf(siteUrl: string): string {
  const { host, pathname } = new URL(siteUrl)
  return host + pathname.replace(/\/+$/, '')
}

export interface Placed {
  id: string
  /** The comment it answers; empty for a comment on the story. */
  parent: string
  createdAt: number
  /** What is told of it. */
  changed: Changed[]
}

/**
 * The order in which comments take their numbers: by time, but never before the comment they answer. A ring of comments
 * that answer each other in a circle is cut at one of them, which becomes a comment on the story.
 */
export function inOrder<C extends Placed>(comments: readonly C[]): C[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  /** When a comment can come at the earliest, and how deep it stands. */
  const settled = new Map<string, { time: number; depth: number }>()
  const cut = new Set<string>()
  for (const comment of comments) {
    const chain: C[] = []
    const walked = new Set<string>()
    let at: C | undefined = comment
    while (at && !settled.has(at.id) && !walked.has(at.id)) {
      walked.add(at.id)
      chain.push(at)
      at = byId.get(at.parent)
    }
    if (at && walked.has(at.id)) {
      cut.add(at.id)
      settled.set(at.id, { time: at.createdAt, depth: 0 })
    }
    for (const one of chain.reverse()) {
      const above = cut.has(one.id) ? undefined : settled.get(one.parent)
      const time = Math.max(one.createdAt, above?.time ?? 0)
      settled.set(one.id, { time, depth: (above?.depth ?? -1) + 1 })
    }
  }
  const rank = (comment: C) => settled.get(comment.id) ?? { time: 0, depth: 0 }
  return comments
    .map((one): C => (cut.has(one.id) ? { ...one, parent: '', changed: [...one.changed, 'parent'] } : one))
    .sort((a, b) => rank(a).time - rank(b).time || rank(a).depth - rank(b).depth || byNumber(a.id, b.id))
}

function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
