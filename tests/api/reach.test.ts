import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fetchInReach, isOutOfReach } from '../../server/outgoing/fetch-in-reach.ts'

let servers: Server[] = []
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  servers = []
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const outOfReach = (asking: Promise<unknown>) =>
  asking.then(
    () => false,
    (error) => isOutOfReach(error),
  )

test('asks no inner address, by number or by name, whatever else the name leads to', async () => {
  let asked = 0
  const inner = await serve((_, response) => {
    asked += 1
    response.end()
  })
  const resolve = async () => ['192.0.2.1', '127.0.0.1']
  const strict = fetchInReach({ allowsPrivate: false, resolve })
  const { port } = new URL(inner)
  for (const url of [inner, `https://127.0.0.1:${port}/`, `https://keys.example:${port}/`, 'http://keys.example/'])
    expect(await outOfReach(strict(url))).toBe(true)
  expect(asked).toBe(0)
  const loose = fetchInReach({ allowsPrivate: true, resolve: async () => ['169.254.169.254'] })
  for (const url of ['http://169.254.169.254/', 'http://metadata.example/'])
    expect(await outOfReach(loose(url))).toBe(true)
})

test('follows no redirect', async () => {
  let asked = 0
  const inner = await serve((_, response) => {
    asked += 1
    response.end()
  })
  const first = await serve((_, response) => response.writeHead(302, { location: inner }).end())
  const answer = await fetchInReach({ allowsPrivate: true })(first, { headers: { accept: 'application/json' } })
  expect(answer.status).toBe(302)
  expect(asked).toBe(0)
})

test('hands over what was sent and answered, and gives up on what is long or late', async () => {
  const echo = await serve((request, response) => {
    if (request.url === '/hang') return
    response.writeHead(201, { 'content-type': 'text/plain' })
    if (request.url === '/long') response.end(Buffer.alloc(200_000))
    else request.on('data', (part) => response.end(`${request.method} ${request.headers['content-type']} ${part}`))
  })
  const ask = fetchInReach({ allowsPrivate: true })
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  const answer = await ask(echo, { method: 'POST', headers, body: new URLSearchParams({ code: 'a b' }) })
  expect(answer.status).toBe(201)
  expect(answer.headers.get('content-type')).toBe('text/plain')
  expect(await answer.text()).toBe('POST application/x-www-form-urlencoded code=a+b')
  await expect(ask(`${echo}/long`)).rejects.toThrow()
  await expect(ask(`${echo}/hang`, { signal: AbortSignal.timeout(50) })).rejects.toThrow()
})
