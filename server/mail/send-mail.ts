import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { hasAddress } from '../people/rules.ts'
import { Mail } from './mail.ts'
import { mailerOf } from './mailer.ts'

/**
 * Sends a queued letter; one that the mail server refuses for good is dropped, and so is one that it has not taken in the
 * time in which it is worth sending. @throws Error where it has to be tried again.
 */
export async function sendMail(ctx: Context, payload: Record<string, string>): Promise<undefined> {
  const { key = '', mail = '', until = '' } = payload
  if (ctx.now() >= Number(until)) {
    ctx.log.warn('a mail could not be sent in time and is dropped')
    return
  }
  const letter = Mail.parse(JSON.parse(mail))
  if (!hasAddress(letter.to)) return
  try {
    await mailerOf(ctx).send({ ...letter, messageId: messageIdOf(ctx, key), from: fromOf(ctx) })
  } catch (error) {
    if (!isRefused(error)) throw error
    ctx.log.warn({ code: error.responseCode }, 'a mail was refused for good')
  }
}

function messageIdOf({ config }: Context, key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32)
  return `<${digest}@${new URL(config.PUBLIC_URL).hostname}>`
}

function fromOf({ config }: Context): { name: string; address: string } {
  const address = config.MAIL_FROM ?? `afterword@${new URL(config.PUBLIC_URL).hostname}`
  return { name: config.SITE_NAME, address }
}

/** RFC 5321, section 4.2.1: answers of the 500s are final. */
function isRefused(error: unknown): error is Error & { responseCode: number } {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500
}
