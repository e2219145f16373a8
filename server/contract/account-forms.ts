import * as z from 'zod'

const Token = z.string().max(100).default('').describe('Proves that a page of this session had the form.')
const Text = z.string().max(1000).default('')

/** What every form of the account pages sends. */
export const PlainForm = z.object({ token: Token })
export const ProfileForm = z.object({ token: Token, name: Text })
export const PasswordForm = z.object({ token: Token, present: Text, password: Text })
/** Of one of several things, such as a session. */
export const ItemForm = z.object({ token: Token, id: Text })
export const CodeForm = z.object({ token: Token, code: Text })
export const ConfirmForm = z.object({
  token: Token,
  code: Text,
  password: Text,
  next: z.string().max(4000).default('/account'),
})
export const ErasureForm = z.object({ token: Token, words: Text })

/** What the page for the second factor of a sign-in sends. */
export const ChallengeForm = z.object({
  challenge: z.string().max(100).default(''),
  code: Text,
  next: z.string().max(4000).default('/'),
})
