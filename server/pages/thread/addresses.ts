import type * as z from 'zod'
import { Id } from '../../contract/shapes.ts'
import { Sort } from '../../contract/stories.ts'
import { Refusal } from '../../errors.ts'
import { queryText } from '../guarded.ts'

type Order = z.output<typeof Sort>

/** Which part of a thread an address asks for. */
export interface Asked {
  order: Order
  /** The place after which the part begins. */
  after?: string | undefined
  /** A comment that has to be on the page. */
  comment?: string | undefined
  /** Whether that comment is to be answered. */
  isReplying: boolean
}

/** @throws Refusal `not_found`: what stands for a comment cannot be one. */
export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const comment = queryText(query.comment)
  if (comment !== undefined && !Id.safeParse(comment).success)
    throw new Refusal('not_found', 'There is no such comment under this story.')
  return {
    order: Sort.catch('newest').parse(query.sort),
    after: queryText(query.after),
    comment,
    isReplying: comment !== undefined && query.reply === '1',
  }
}

/** The address of a part of the thread. @param path of the story's page. */
export function partPath(path: string, { order, after }: { order: Order; after?: string | undefined }): string {
  const query = new URLSearchParams([
    ...(order === 'newest' ? [] : [['sort', order]]),
    ...(after === undefined ? [] : [['after', after]]),
  ])
  return query.size > 0 ? `${path}?${query}` : path
}

/** The address of a comment, on whatever page of the thread it stands, without its place on that page. */
export function commentPath(path: string, id: string): string {
  return `${path}?comment=${id}`
}

/** Where a comment can be read, for links. */
export function permalink(path: string, id: string): string {
  return `${commentPath(path, id)}#comment-${id}`
}

const MENTION = /<a href="#comment-([0-9a-f-]{36})">/g

/** Kept words in which each mention leads to its comment, on whatever page of the thread that stands. */
export function withPermalinks(html: string, path: string): string {
  return html.replace(MENTION, (_, id: string) => `<a href="${permalink(path, id)}">`)
}

/** Where the writer of a comment that is not public finds it, on any part of the thread. */
export function ownHeldHref(path: string, id: string): string {
  return `${path}#comment-${id}`
}

/** Where a comment can be answered with a plain form. */
export function replyHref(path: string, id: string): string {
  return `${commentPath(path, id)}&reply=1#write-reply`
}

/** Where a comment can be flagged with a plain form. */
export function flagPath(path: string, id: string): string {
  return `${path}/comments/${id}/flag`
}

/** What the writer of a comment, and whoever reads it, can do with plain forms. */
type Act = 'edit' | 'delete' | 'agree' | 'wordings'

/** Where something is done with a comment. @param path of the story's page. */
export function actPath(path: string, id: string, act: Act): string {
  return `${path}/comments/${id}/${act}`
}

/** Where the earlier wordings of an update can be read. */
export function updateWordingsPath(path: string, number: number): string {
  return `${path}/updates/${number}/wordings`
}

/** Where somebody signs in and comes back from. */
export function signInHref(back: string): string {
  return `/sign-in?next=${encodeURIComponent(back)}`
}
