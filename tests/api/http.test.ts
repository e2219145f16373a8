import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

let server: TestServer
let reader: TestPerson
let storyId: string
beforeAll(async () => {
  server = await startServer()
  reader = await server.as('Rita Reader')
  storyId = await server.story()
})
afterAll(() => server.close())

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(server.url + path, { headers, redirect: 'manual' })
}

function post(path: string, body: string | Buffer, headers: Record<string, string> = JSON_TYPE) {
  return fetch(server.url + path, { method: 'POST', headers, body: body as string })
}

function comment(body: string | Buffer, headers: Record<string, string> = {}) {
  return post(`/api/v1/stories/${storyId}/comments`, body, {
    ...JSON_TYPE,
    authorization: `Bearer ${reader.token}`,
    ...headers,
  })
}

async function seen(answer: Response) {
  return { status: answer.status, ...(await answer.json()) }
}

describe('refusals', () => {
  test('are problem documents that name the request', async () => {
    const answer = await post('/api/v1/people', JSON.stringify({ name: 'x', email: 'no', password: 'short' }))
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const problem = await seen(answer)
    expect(problem).toMatchObject({
      status: 400,
      type: 'urn:afterword:problem:invalid',
      title: 'Not as expected',
      code: 'invalid',
      instance: `urn:uuid:${answer.headers.get('x-request-id')}`,
    })
    const paths = problem.issues.map((issue: { path: string }) => issue.path)
    expect(paths).toEqual(expect.arrayContaining(['body.name', 'body.email', 'body.password']))
  })

  test.each([
    ['not JSON', '{"body": ', JSON_TYPE, 400, 'invalid'],
    ['not an object', '"text"', JSON_TYPE, 400, 'invalid'],
    ['nothing', '', JSON_TYPE, 400, 'invalid'],
    ['an array', '[]', JSON_TYPE, 400, 'invalid'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), JSON_TYPE, 400, 'invalid'],
    ['a form', 'body=hello', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_media'],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported_media'],
    ['JSON called a form part', '{}', { 'content-type': 'text/plain; application/json' }, 415, 'unsupported_media'],
    ['JSON in Latin-1', '{}', { 'content-type': 'application/json; charset=latin1' }, 415, 'unsupported_media'],
    ['gzip', gzipSync('{"body":"hi"}'), { ...JSON_TYPE, 'content-encoding': 'gzip' }, 415, 'unsupported_media'],
    ['70 kB', JSON.stringify({ body: 'x'.repeat(70_000) }), JSON_TYPE, 413, 'too_large'],
  ] as const)('a body that is %s', async (_what, body, headers, status, code) => {
    expect(await seen(await comment(body as string, headers))).toMatchObject({ status, code })
  })

  test('a body of unknown length is cut off where the limit is', async () => {
    const sending = request(`${server.url}/api/v1/stories/${storyId}/comments`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${reader.token}` },
    })
    sending.on('error', () => undefined)
    const answered = once(sending, 'response')
    sending.write(`{"body":"${'x'.repeat(70_000)}`)
    const [answer] = await answered
    expect(answer.statusCode).toBe(413)
    sending.destroy()
  })

  test('forty megabytes of zeros in a small body stay small', async () => {
    const before = process.memoryUsage().rss
    const answer = await comment(gzipSync(Buffer.alloc(40 * 1024 * 1024)), { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(415)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  test('keys of every object’s prototype are data like any other', async () => {
    const answer = await comment(
      '{"body":"Hello there","__proto__":{"role":"owner"},"constructor":{"prototype":{"x":1}}}',
    )
    expect(answer.status).toBe(201)
    expect(({} as { role?: string; x?: number }).role).toBeUndefined()
    expect(await seen(await get('/api/v1/__proto__'))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await seen(await get('/api/v1/stories/constructor'))).toMatchObject({ status: 400, code: 'invalid' })
  })

  test.each(['limit=1&limit=2', 'search=a&search=b', 'limit=1e9', 'limit=-1', 'limit=x', `search=${'x'.repeat(101)}`])(
    'a query with %s',
    async (query) =>
      expect(await seen(await get(`/api/v1/stories?${query}`))).toMatchObject({ status: 400, code: 'invalid' }),
  )

  test.each(['limit[]=5', 'limit[x]=5', '__proto__[x]=1', 'sort=id";--', 'order[]=1', 'utm_source=x'])(
    'a query parameter that means nothing here is left alone: %s',
    async (query) => expect((await get(`/api/v1/stories?${query}`)).status).toBe(200),
  )

  test.each(['1abc', '1e0', '%201', '0x1', '..%2f..%2fetc%2fpasswd', '%2e%2e', '%00', "'", '%ff', '%E0%A4%A'])(
    'a story called %s',
    async (id) => {
      const problem = await seen(await get(`/api/v1/stories/${id}`))
      expect([400, 404]).toContain(problem.status)
      expect(JSON.stringify(problem)).not.toMatch(/node_modules|server\/|select |Error/i)
    },
  )

  test('an address of 8,000 characters is answered, one of 20,000 is not read', async () => {
    expect((await get(`/api/v1/${'x'.repeat(8_000)}`)).status).toBe(404)
    expect((await get(`/api/v1/${'x'.repeat(20_000)}`)).status).toBe(431)
  })

  test('unknown addresses and methods of the API', async () => {
    expect(await seen(await get('/api/v2/stories'))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await seen(await get('/api/v1/Stories'))).toMatchObject({ status: 404 })
    const wrong = await fetch(`${server.url}/api/v1/stories/${storyId}/comments`, { method: 'DELETE' })
    expect(wrong.headers.get('allow')).toBe('POST')
    expect(await seen(wrong)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })

  test('what goes wrong in the server is not told', async () => {
    const broken = await startServer()
    try {
      broken.ctx.db.read.tables = undefined as never
      const problem = await seen(await fetch(`${broken.url}/api/v1/stories`))
      expect(problem).toMatchObject({ status: 500, code: 'internal', detail: 'Something went wrong on the server.' })
      expect(Object.keys(problem).sort()).toEqual(['code', 'detail', 'instance', 'status', 'title', 'type'])
      expect((await fetch(`${broken.url}/healthz`)).status).toBe(200)
    } finally {
      await broken.close()
    }
  })

  test('a socket that speaks no HTTP is answered shortly and destroyed', async () => {
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.setEncoding('utf8')
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.write('NONSENSE\r\n\r\n')
    await once(socket, 'close')
    expect(heard).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe('finished answers', () => {
  test('are not sent again to who has them, and compressed once they are read often', async () => {
    const path = `/api/v1/stories/${storyId}/thread`
    for (let i = 0; i < 8; i += 1)
      await reader.call('POST /api/v1/stories/:id/comments', {
        params: { id: storyId },
        body: { body: 'A comment that repeats itself. '.repeat(20) },
      })
    const plain = await get(path, { 'accept-encoding': 'identity' })
    const text = await plain.text()
    const etag = plain.headers.get('etag')!
    expect(plain.headers.get('cache-control')).toBe('no-cache')
    expect(plain.headers.get('vary')).toMatch(/Accept-Encoding/)
    for (const tag of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const unchanged = await get(path, { 'if-none-match': tag })
      expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
    }
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200)
    await expect
      .poll(async () => (await get(path, { 'accept-encoding': 'gzip' })).headers.get('content-encoding'))
      .toBe('gzip')
    expect(await (await get(path, { 'accept-encoding': 'gzip' })).text()).toBe(text)
    const refusing = await get(path, { 'accept-encoding': 'gzip;q=0, identity' })
    expect(refusing.headers.get('content-encoding')).toBeNull()
  })
})
