import type { Tx } from '../../db/database.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { queueMail } from '../mail/queue-mail.ts'
import { unlinked } from '../mail/unlinked.ts'
import { type LinkFacts, lifetimes } from './links.ts'

interface Words {
  subject: string
  /** Before and after the link, in paragraphs. */
  before: string
  after: string
}

const unasked = 'If you did not ask for this, you need not do anything.'

/** `known`: somebody wanted to make an account with an address that has one. */
type LetterKind = LinkFacts['kind'] | 'known'

function wordsOf(kind: LetterKind, site: string, name: string): Words {
  switch (kind) {
    case 'sign-in':
      return {
        subject: `Sign in to ${site}`,
        before: `With this link you sign in to ${site}. It works once, within 15 minutes.`,
        after: unasked,
      }
    case 'sign-up':
      return {
        subject: `Confirm your account at ${site}`,
        before: `An account for ${name} is to be made at ${site} with this e-mail address. Open the link to make it; it works once, within a day.`,
        after: 'If you did not ask for this, do nothing: without the link no account is made.',
      }
    case 'known':
      return {
        subject: `You have an account at ${site}`,
        before: `Somebody, perhaps you, wanted to make an account at ${site} with this e-mail address. It has an account already, so nothing was made or changed. To sign in to it, open this link; it works once, within 15 minutes.`,
        after: unasked,
      }
    case 'reset':
      return {
        subject: `A new password for ${site}`,
        before: `With this link you set a new password for your account at ${site}. It works once, within 15 minutes. You are then signed out everywhere else.`,
        after: `${unasked} Your password stays as it is.`,
      }
    case 'guest':
      return {
        subject: `Confirm your comment at ${site}`,
        before: `Somebody, perhaps you, writes at ${site} as ${name}, a guest, and gave this e-mail address. What they write is shown once this is confirmed. To confirm it, open this link; it works once, within a day.`,
        after: 'If it was not you, do nothing: without the link nothing is shown.',
      }
    case 'confirm':
      return {
        subject: `Confirm your e-mail address for ${site}`,
        before: `Open the link to confirm that this is your e-mail address at ${site}. It works once, within a day.`,
        after: unasked,
      }
  }
}

/** Queues a letter with a link in the transaction that makes the link. */
export async function sendLetter(
  tx: Tx,
  ctx: Context,
  { kind, to, link, name = '' }: { kind: LetterKind; to: string; link: string; name?: string },
): Promise<void> {
  const { subject, before, after } = wordsOf(kind, ctx.config.SITE_NAME, unlinked(name))
  const mail = { to, subject, text: `${before}\n\n${link}\n\n${after}\n` }
  await queueMail(tx, `link:${newId()}`, mail, ctx.now(), lifetimes[kind === 'known' ? 'sign-in' : kind])
}
