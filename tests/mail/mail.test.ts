import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import PostalMime from 'postal-mime'
import { afterEach, describe, expect, it } from 'vitest'
import { queueMail } from '../../server/mail/queue-mail.ts'
import { sendLetter } from '../../server/people/link-letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let server: TestServer | undefined
let mail: MailServer | undefined

afterEach(async () => {
  await server?.close()
  await mail?.close()
  server = undefined
  mail = undefined
})

const letter = {
  to: 'ann@example.org',
  subject: 'An answer: “Où est le bac ?”',
  text: 'Words.\n',
  headers: { 'List-Unsubscribe': '<https://news.example/leave>' },
}

async function queue(key: string): Promise<void> {
  const { ctx } = server as TestServer
  await ctx.db.transact('mail', (tx) => queueMail(tx, key, letter, ctx.now()))
}

describe('a letter', () => {
  it('goes to the mail server from the publication, with its own headers and a lasting id', async () => {
    mail = await startMailServer()
    server = await startServer({ env: { MAIL_URL: mail.url, MAIL_FROM: 'desk@news.example', SITE_NAME: 'The Tide' } })
    await queue('notice:1')
    await server.jobs.runDue()
    const [got] = mail.letters
    expect(got).toMatchObject({ subject: letter.subject, from: { name: 'The Tide', address: 'desk@news.example' } })
    expect(got?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe('<https://news.example/leave>')
    expect(got?.text?.trim()).toBe('Words.')
    await queue('notice:1')
    await server.jobs.runDue()
    expect(mail.letters[1]?.messageId).toBe(got?.messageId)
  })

  it('waits and is tried again while the mail server is unwell, and is dropped when it is refused for good', async () => {
    mail = await startMailServer()
    server = await startServer({ env: { MAIL_URL: mail.url } })
    mail.answer = { code: 451, message: 'Later' }
    await queue('notice:1')
    await server.jobs.runDue()
    expect(mail.letters).toHaveLength(0)
    mail.answer = undefined
    server.clock.forward(10_000)
    await server.jobs.runDue()
    expect(mail.letters).toHaveLength(1)
    mail.answer = { code: 550, message: 'No such person' }
    await queue('notice:2')
    await server.jobs.runDue()
    mail.answer = undefined
    server.clock.forward(60 * 60 * 1000)
    await server.jobs.runDue()
    expect(mail.letters).toHaveLength(1)
  })

  it('that no mail server takes is given up after three days, one with a link when the link is over', async () => {
    mail = await startMailServer()
    server = await startServer({ env: { MAIL_URL: mail.url } })
    mail.answer = { code: 451, message: 'Later' }
    const { ctx, jobs, clock } = server
    await queue('notice:1')
    const link = { kind: 'sign-in' as const, to: letter.to, link: 'https://news.example/link' }
    await ctx.db.transact('mail', (tx) => sendLetter(tx, ctx, link))
    const left = async () => {
      const { jobs: rows } = ctx.db.read.tables
      const waiting = await ctx.db.read.select().from(rows).where(eq(rows.kind, 'mail'))
      return waiting.map(({ key }) => key.split(':')[0]).sort()
    }
    const expectAfter = async (ms: number, keys: string[]) => {
      clock.forward(ms)
      await jobs.runDue()
      expect(await left()).toEqual(keys)
    }
    await expectAfter(10 * MINUTE, ['link', 'notice'])
    await expectAfter(10 * MINUTE, ['notice'])
    for (let day = 1; day < 3; day++) await expectAfter(DAY, ['notice'])
    mail.answer = undefined
    await expectAfter(DAY, [])
    expect(mail.letters).toEqual([])
  })

  it('is a file unless a mail server is named', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'afterword-mail-'))
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
    server = await startServer({ env: { MAIL_URL: 'file', DATA_DIR: folder }, log })
    await queue('notice:1')
    await server.jobs.runDue()
    const [name = '', ...more] = (await readdir(path.join(folder, 'mail'))).sort()
    const file = path.join(folder, 'mail', name.replace(/eml$/, 'txt'))
    expect(more).toEqual([path.basename(file)])
    const read = await PostalMime.parse(await readFile(path.join(folder, 'mail', name)))
    // As it was written: a link in it can be copied whole.
    expect(await readFile(file, 'utf8')).toContain(letter.text)
    const written = lines.filter((line) => line.includes('a letter was written'))
    expect(written.map((line) => JSON.parse(line).file)).toEqual([file])
    expect(lines.join('')).not.toContain(letter.to)
    expect(read).toMatchObject({ subject: letter.subject, to: [{ address: letter.to }] })
  })
})
