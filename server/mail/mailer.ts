import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Context } from '../context.ts'
import type { ReadyMail } from './mail.ts'

export interface Letter extends ReadyMail {
  messageId: string
  from: { name: string; address: string }
}

export interface Mailer {
  send(letter: Letter): Promise<void>
  close(): void
}

const mailers = new WeakMap<Context, Mailer>()

/** What sends the mail of this server, as MAIL_URL says; made when the first letter is sent. */
export function mailerOf(ctx: Context): Mailer {
  const mailer = mailers.get(ctx) ?? makeMailer(ctx)
  mailers.set(ctx, mailer)
  return mailer
}

/** Lets go of the connections to the mail server. */
export function closeMail(ctx: Context): void {
  mailers.get(ctx)?.close()
  mailers.delete(ctx)
}

function makeMailer({ config, log }: Context): Mailer {
  const { MAIL_URL, DATA_DIR } = config
  const nothing = () => undefined
  if (MAIL_URL === 'off') return { send: async () => undefined, close: nothing }
  if (MAIL_URL === 'file') {
    // Who tries the server out finds the letter by it. To whom it is stays out of the log.
    const send = async (letter: Letter) =>
      log.info({ file: await writeLetter(path.join(DATA_DIR, 'mail'), letter) }, 'a letter was written')
    return { send, close: nothing }
  }
  if (MAIL_URL === 'console') {
    return {
      send: async ({ to, subject, text }) => log.info({ to, subject, text }, 'mail'),
      close: nothing,
    }
  }
  const transport = createTransport({
    url: MAIL_URL,
    pool: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  return {
    async send(letter) {
      await transport.sendMail(asSent(letter))
    },
    close: () => transport.close(),
  }
}

/** Into a file that any mail program opens, and one to read; the same letter again replaces them. @returns the latter. */
async function writeLetter(folder: string, letter: Letter): Promise<string> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(asSent(letter))
  await mkdir(folder, { recursive: true })
  const name = createHash('sha256').update(letter.messageId).digest('hex').slice(0, 24)
  const { to, subject, text } = letter
  // A letter as it travels breaks long lines, and with them the links that somebody would copy out of the file.
  await replaceFile(path.join(folder, `${name}.txt`), `${to}\n${subject}\n\n${text}`)
  await replaceFile(path.join(folder, `${name}.eml`), message as Buffer)
  return path.join(folder, `${name}.txt`)
}

async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  const ahead = path.join(path.dirname(file), `.${path.basename(file)}`)
  await writeFile(ahead, content)
  await rename(ahead, file)
}

function asSent({ to, subject, text, html, headers, messageId, from }: Letter): SendMailOptions {
  // The server writes the letter, nobody else: nothing in it may read files or addresses.
  return { to, from, subject, text, html, headers, messageId, disableFileAccess: true, disableUrlAccess: true }
}
