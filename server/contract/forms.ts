import * as z from 'zod'
import { Id, KeyHeader } from './shapes.ts'

/** Longer than anything that can be posted: a text that is too long comes back to whoever wrote it. */
const Text = z.string().max(250_000).default('')
const Token = z.string().max(100).default('').describe('Proves that a page of this session had the form.')

/** What the form for a comment or a reply on a story's page sends. */
export const CommentForm = z.object({
  token: Token,
  key: KeyHeader,
  parentId: Id.nullable().default(null),
  body: Text,
  name: z.string().max(1000).default('').describe('Of a guest.'),
  email: z.string().max(1000).default(''),
})

export type CommentForm = z.output<typeof CommentForm>

/** What the form for flags sends, all kinds in one. */
export const FlagForm = z.object({
  token: Token,
  kind: z.string().default(''),
  type: z.string().default(''),
  claim: Text,
  source: z.string().default('').describe('`story`, or kind and id of what is quoted, such as `comment:…`.'),
  says: Text,
  explanation: Text,
  law: Text,
  isGoodFaith: z.string().default(''),
})

/** What the form on the sign-in page sends. */
export const AccountForm = z.object({
  next: z.string().max(4000).default('/'),
  way: z.string().default('').describe('`new` to make an account, `link` or `reset` for a letter; else by password.'),
  name: z.string().max(1000).default(''),
  email: z.string().max(1000).default(''),
  password: z.string().max(1000).default(''),
})

/** What the page of a letter's link sends. */
export const LinkForm = z.object({
  token: z.string().max(100).default(''),
  name: z.string().max(1000).default(''),
  password: z.string().max(1000).default(''),
})

export type AccountForm = z.output<typeof AccountForm>
export type LinkForm = z.output<typeof LinkForm>
