import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  /** For MAIL_URL. */
  url: string
  /** What it took, in order. */
  letters: Email[]
  /** What it refuses everything with, while set. */
  answer: { code: number; message: string } | undefined
  close(): Promise<void>
}

/** A real SMTP server on loopback that keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { answer } = made
        if (answer) return done(Object.assign(new Error(answer.message), { responseCode: answer.code }))
        PostalMime.parse(Buffer.concat(chunks)).then((letter) => {
          made.letters.push(letter)
          done()
        }, done)
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const made: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    letters: [],
    answer: undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return made
}
