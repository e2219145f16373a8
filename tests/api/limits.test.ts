import { expect, test } from 'vitest'
import { dialects, freshDatabase } from '../support/databases.ts'
import { dial, type Line } from '../support/listen.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const attempt = (own: TestServer, email: string, headers: Record<string, string> = {}) =>
  fetch(`${own.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password: 'guess' }),
  })

test('guessing at an account is refused after ten tries, whatever address a client claims to have', async () => {
  const own = await startServer({ limits: true })
  try {
    const statuses: number[] = []
    for (let i = 0; i < 14; i += 1) {
      const email = i % 2 ? 'ann@example.org' : 'Ann@Example.org'
      statuses.push((await attempt(own, email, { 'x-forwarded-for': `203.0.113.${i}` })).status)
    }
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)])
    const refused = await attempt(own, 'ann@example.org')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500)
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', detail: expect.stringMatching(/minutes/) })
    expect((await attempt(own, 'ben@example.org')).status).toBe(401)
  } finally {
    await own.close()
  }
})

test.each(dialects)(
  'guesses and letters are counted for all nodes together, and anew in time (%s)',
  async (dialect) => {
    const db = await freshDatabase(dialect)
    const more = { limits: true, env: { MAIL_URL: 'console' } }
    const nodes = [
      await startServer({ db, ...more }),
      await startServer({ db: await db.openAgain(), ...more }),
    ] as const
    try {
      const guesses = await Promise.all(
        Array.from({ length: 14 }, async (_, i) => (await attempt(nodes[i % 2 ? 1 : 0], 'ann@example.org')).status),
      )
      expect(guesses.sort()).toEqual([...Array(10).fill(401), ...Array(4).fill(429)])
      const ask = (node: TestServer) =>
        node.call('POST /api/v1/passwords/links', { body: { email: 'ann@example.org', next: '/' } }).then(
          () => 'sent',
          (problem) => problem.code,
        )
      const letters = await Promise.all(Array.from({ length: 7 }, (_, i) => ask(nodes[i % 2 ? 1 : 0])))
      expect(letters.sort()).toEqual(['rate_limited', 'rate_limited', ...Array(5).fill('sent')])
      nodes[1].clock.forward(10 * 60_000)
      expect((await attempt(nodes[1], 'ann@example.org')).status).toBe(401)
      const rows = await db.read.select().from(db.read.tables.attempts)
      expect(JSON.stringify(rows)).not.toMatch(/ann@|127\.0/)
    } finally {
      for (const node of nodes) await node.close()
      await db.close()
    }
  },
)

test('behind a proxy that is trusted, readers are told apart by their networks', async () => {
  const own = await startServer({ limits: true, env: { TRUST_PROXY: '127.0.0.1' } })
  try {
    const from = async (forwarded: string) =>
      (await attempt(own, 'ann@example.org', { 'x-forwarded-for': forwarded })).status
    for (let i = 0; i < 10; i += 1) await from(`198.51.100.1, 2001:db8:1:1::${i}`)
    expect(await from('2001:db8:1:1:ffff::1')).toBe(429)
    expect(await from('2001:db8:1:2::1')).toBe(401)
    for (let i = 0; i < 10; i += 1) await from('::ffff:203.0.113.7')
    expect(await from('203.0.113.7')).toBe(429)
    expect(await from('203.0.113.8')).toBe(401)
  } finally {
    await own.close()
  }
})

test('one person’s comments are counted, not those of others', async () => {
  const own = await startServer({ limits: true })
  try {
    const id = await own.story()
    const [busy, calm] = [await own.as('Busy'), await own.as('Calm')]
    const write = (by: TestPerson) =>
      by.call('POST /api/v1/stories/:id/comments', { params: { id }, body: { body: 'Hello' } }).then(
        () => 'posted',
        (problem) => problem.code,
      )
    const outcomes: string[] = []
    for (let i = 0; i < 22; i += 1) outcomes.push(await write(busy))
    expect(outcomes.filter((outcome) => outcome === 'posted')).toHaveLength(20)
    expect(outcomes.at(-1)).toBe('rate_limited')
    expect(await write(calm)).toBe('posted')
  } finally {
    await own.close()
  }
})

test('from one address 30 stories are begun in an hour; those that are there are found as before', async () => {
  const own = await startServer({ limits: true })
  try {
    const begin = (path: string) =>
      own.call('POST /api/v1/stories', { body: { url: `https://news.example/${path}`, title: 'Title' } }).then(
        () => 'begun',
        (problem) => problem.code,
      )
    for (let i = 0; i < 30; i += 1) expect(await begin(`${i}`)).toBe('begun')
    expect(await begin('30')).toBe('rate_limited')
    for (let i = 0; i < 30; i += 1) expect(await begin(`${i}`)).toBe('begun')
  } finally {
    await own.close()
  }
})

test('one address holds 200 sockets; others can still connect, and whoever leaves makes room', async () => {
  const own = await startServer({ limits: true, env: { TRUST_PROXY: '127.0.0.1' } })
  const from = (address: string) => dial(own.url, { extraHeaders: { 'x-forwarded-for': address }, reconnection: false })
  const lines: Line[] = []
  try {
    for (let i = 0; i < 200; i += 20)
      lines.push(...(await Promise.all(Array.from({ length: 20 }, (_, n) => from(`2001:db8::${i}:${n}`)))))
    await expect(from('2001:db8::1')).rejects.toThrow()
    for (const query of ['', '&sid=', '&sid=x&sid=']) {
      const headers = { 'x-forwarded-for': '2001:db8::1' }
      const polled = await fetch(`${own.url}/api/v1/live/?EIO=4&transport=polling${query}`, { headers })
      expect(polled.status).toBe(403)
    }
    lines.push(await from('2001:db8:0:1::1'))
    lines.shift()?.close()
    await expect.poll(async () => (await from('2001:db8::1')).connected).toBe(true)
  } finally {
    for (const line of lines) line.close()
    await own.close()
  }
})
