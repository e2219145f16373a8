import * as z from 'zod'
import { Id, KeyHeader, Time } from './shapes.ts'

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

/** What the form on the sign-in page sends. */
export const AccountForm = z.object({
  next: z.string().max(4000).default('/'),
  isNew: z.string().default('').describe('`yes` to make an account.'),
  name: z.string().max(1000).default(''),
  email: z.string().max(1000).default(''),
  password: z.string().max(1000).default(''),
})
export type AccountForm = z.output<typeof AccountForm>
