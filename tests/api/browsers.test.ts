import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'

const EMBEDDING = 'https://news.example'

let server: TestServer
let storyId: string
beforeAll(async () => {
  server = await startServer()
  storyId = await server.story()
})
afterAll(() => server.close())

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(server.url + path, { headers })
}

describe('other origins', () => {
  test('pages that may embed can read the API, without cookies', async () => {
    for (const origin of [EMBEDDING, server.url]) {
      const answer = await get('/api/v1/stories', { origin })
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      expect(answer.headers.get('access-control-expose-headers')).toMatch(/Date, ETag, Retry-After/)
      expect(answer.headers.get('vary')).toMatch(/Origin/)
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    }
  })

  test.each(['https://evil.example', 'http://news.example', 'https://news.example.evil.example', 'null'])(
    'pages of %s cannot',
    async (origin) => {
      const answer = await get('/api/v1/stories', { origin })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect(answer.headers.get('vary')).toMatch(/Origin/)
    },
  )

  test('a browser is told beforehand what it may send', async () => {
    const ask = (origin: string) =>
      fetch(`${server.url}/api/v1/stories/${storyId}/comments`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      })
    const allowed = await ask(EMBEDDING)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(EMBEDDING)
    expect(allowed.headers.get('access-control-allow-methods')).toMatch(/POST/)
    expect(allowed.headers.get('access-control-allow-headers')).toMatch(/authorization, content-type, idempotency-key/)
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a refusal can be read by a page that may embed', async () => {
    const answer = await get('/api/v1/people', { origin: EMBEDDING })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe(EMBEDDING)
  })
})

describe('pages', () => {
  test('allow nothing inline, no frames around them, and forms to themselves only', async () => {
    const csp = (await get('/')).headers.get('content-security-policy') ?? ''
    const directives = Object.fromEntries(
      csp.split(';').map((directive) => {
        const [name, ...values] = directive.trim().split(' ')
        return [name, values.join(' ')]
      }),
    )
    expect(directives).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    })
  })

  test('only the sign-in window stays tied to a page of another origin', async () => {
    const opener = async (path: string) => (await get(path)).headers.get('cross-origin-opener-policy')
    expect(await opener('/sign-in')).toBe('unsafe-none')
    expect(await opener('/')).toBe('same-origin-allow-popups')
    expect(await opener('/console')).toBe('same-origin-allow-popups')
  })

  test('the embedding script may be loaded by any page', async () => {
    const answer = await get('/embed.js')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  })

  test('say who made the server nowhere', async () => {
    for (const path of ['/', '/api/v1/stories', '/api/nothing', '/healthz'])
      expect((await get(path)).headers.get('x-powered-by')).toBeNull()
  })
})

describe('health', () => {
  test('readiness ends when the server is told to stop, or when its database does not answer', async () => {
    const own = await startServer()
    try {
      expect(await (await fetch(`${own.url}/readyz`)).json()).toEqual({ status: 'ok' })
      const { ping } = own.ctx.db
      own.ctx.db.ping = () => Promise.reject(new Error('gone'))
      expect((await fetch(`${own.url}/readyz`)).status).toBe(503)
      own.ctx.db.ping = ping
      own.app.drain()
      const last = await fetch(`${own.url}/readyz`)
      expect([last.status, last.headers.get('connection')]).toEqual([503, 'close'])
      expect((await fetch(`${own.url}/healthz`)).status).toBe(200)
    } finally {
      await own.close()
    }
  })
})
