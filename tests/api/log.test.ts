import { Writable } from 'node:stream'
import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createLog, faultOf } from '../../server/log.ts'
import { startServer } from '../support/start-server.ts'

/** A logger whose lines can be read. */
function readable() {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, log: createLog('debug', sink) }
}

test('a request leaves one short line, without query, body, token or address', async () => {
  const { lines, log } = readable()
  const server = await startServer({ log })
  try {
    const ann = await server.as('Ann Logged')
    const headers = { authorization: `Bearer ${ann.token}`, cookie: `afterword=${ann.token}` }
    const answer = await fetch(`${server.url}/api/v1/stories?search=secret-search`, { headers })
    await fetch(`${server.url}/setup?token=secret-token&x=${'x'.repeat(7_000)}`, { headers })
    await fetch(`${server.url}/${'x'.repeat(7_000)}`, { headers })
    await server
      .call('POST /api/v1/people', { body: { name: 'A', email: 'secret@example.org', password: 'secret password' } })
      .catch(() => undefined)
    await expect.poll(() => lines.filter((line) => line.includes('"request"')).length).toBe(4)
    const [first] = lines.map((line) => JSON.parse(line))
    expect(first).toMatchObject({ method: 'GET', path: '/api/v1/stories', status: 200, ms: expect.any(Number) })
    expect(first.requestId).toBe(answer.headers.get('x-request-id'))
    const all = lines.join('')
    for (const secret of ['secret', ann.token, '127.0.0.1', ann.email]) expect(all).not.toContain(secret)
    for (const line of lines) expect(line.length).toBeLessThan(500)
  } finally {
    await server.close()
  }
})

test('a query that failed is logged without its parameters', () => {
  const { lines, log } = readable()
  const cause = Object.assign(new Error('secret'), { code: 'SQLITE_ERROR' })
  const failed = new DrizzleQueryError('insert into people', ['secret@example.org'], cause)
  log.error({ err: failed }, 'failed')
  log.error(faultOf(failed), 'failed')
  for (const line of lines) expect(line).toContain('SQLITE_ERROR')
  expect(lines.join('')).not.toContain('secret')
})

test('secrets that are logged by mistake are left out', () => {
  const { lines, log } = readable()
  log.info({ token: 'secret', headers: { cookie: 'secret', authorization: 'secret' }, email: 'secret' }, 'oops')
  expect(lines.join('')).not.toContain('secret')
})
