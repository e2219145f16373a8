import * as z from 'zod'
import { Counted, Id, KeyHeader, Time } from './shapes.ts'

/** Longer than anything that can be posted: a text that is too long comes back to whoever wrote it. */
const Text = z.string().max(250_000).default('')
const Token = z.string().max(100).default('').describe('Proves that a page of this session had the form.')

/** What the form for a comment or a reply on a story's page sends. */
export const CommentForm = z.object({
  token: Token,
  key: KeyHeader,
  parentId: Id.nullable().default(null),
  body: Text,
  draftFrom: Time.nullable().catch(null).default(null).describe('`updatedAt` of the draft that it continues.'),
  website: z.string().max(2000).default('').describe('Nothing that people fill in.'),
  opened: z.coerce.number().optional().catch(undefined).describe('When the form was shown (epoch ms).'),
  name: z.string().max(1000).default('').describe('Of a guest.'),
  email: z.string().max(1000).default(''),
})

export type CommentForm = z.output<typeof CommentForm>

/** What the form sends with which a comment is put into other words. */
export const EditForm = z.object({ token: Token, revision: z.coerce.number().pipe(Counted), body: Text })

/** What a form of one button sends: to do something, or to take it back. */
export const ActForm = z.object({
  token: Token,
  undo: z.string().max(10).default('').describe('`yes` to take it back.'),
  next: z.string().max(4000).default('/').describe('Where to go on from signing out.'),
})

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

/** What the forms on the page of one's own standing send. */
export const AppealForm = z.object({ token: Token, words: Text })

/** What the forms on the page of a case of one's own send. */
export const CaseForm = z.object({ token: Token, words: Text })

export type CaseForm = z.output<typeof CaseForm>

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

/** What the form on the page of notices sends, to mark them as read. */
export const ReadForm = z.object({ token: Token, ids: z.string().max(4000), until: z.string().max(40).optional() })

/** What the form of `/account/notices` sends: a choice for each group, and `thread-` with a story's id for each thread. */
export const NoticeForm = z.object({ token: Token }).catchall(z.string().max(40))
export type LinkForm = z.output<typeof LinkForm>
