import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLink, type LinkCheckOptions } from '../../server/outside/fetch-safely.ts'
import { isPublicAddress } from '../../server/outside/public-address.ts'

/** Names under `.example` that lead here; nothing in these tests leaves the machine. */
const here = async () => ['127.0.0.1']
const userAgent = 'Afterword (tests)'

interface Site {
  port: number
  /** Methods and paths, in order. */
  asked: string[]
  heard: IncomingMessage[]
  connections(): number
  server: Server
}

const open: Site[] = []
let site: Site
let answer: RequestListener

async function serve(): Promise<Site> {
  let connections = 0
  const server = createServer((request, response) => {
    made.asked.push(`${request.method} ${request.url}`)
    made.heard.push(request)
    answer(request, response)
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const made: Site = { port, asked: [], heard: [], connections: () => connections, server }
  open.push(made)
  return made
}

beforeEach(async () => {
  answer = (_, response) => response.end('here')
  site = await serve()
})

afterEach(() => {
  for (const { server } of open.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** A check that takes this machine for the open Internet. */
const check = (path: string, options: Partial<LinkCheckOptions> = {}) =>
  checkLink(path.startsWith('/') ? `http://site.example:${site.port}${path}` : path, {
    userAgent,
    ports: [site.port],
    resolve: here,
    isPublic: (address) => address === '127.0.0.1',
    ...options,
  })

describe('asking a link', () => {
  it('finds what is alive, without reading it', async () => {
    expect(await check('/post')).toEqual({
      state: 'alive',
      status: 200,
      finalUrl: `http://site.example:${site.port}/post`,
    })
    expect(site.asked).toEqual(['HEAD /post'])
  })

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [401, 'alive'],
    [403, 'alive'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
    [304, 'alive'],
  ])('takes %i as %s', async (status, state) => {
    answer = (_, response) => response.writeHead(status).end()
    expect(await check('/post')).toMatchObject({ state, status })
  })

  it.each([403, 404, 405, 501])('asks by GET where HEAD is answered with %i', async (status) => {
    answer = (request, response) => response.writeHead(request.method === 'HEAD' ? status : 200).end('here')
    expect(await check('/post')).toMatchObject({ state: 'alive', status: 200 })
    expect(site.asked).toEqual(['HEAD /post', 'GET /post'])
  })

  it('says who asks, and nothing else: no cookies, credentials or referrer', async () => {
    answer = (request, response) =>
      request.url === '/post'
        ? response.writeHead(302, { location: '/next', 'set-cookie': 'a=b', 'www-authenticate': 'Basic' }).end()
        : response.end()
    await check('/post')
    expect(site.asked).toEqual(['HEAD /post', 'HEAD /next'])
    for (const { headers } of site.heard) {
      expect(headers['user-agent']).toBe(userAgent)
      expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host', 'user-agent'])
    }
  })

  it('hangs up on a body without end', async () => {
    const ended = new Promise((done) => {
      answer = (request, response) => {
        if (request.method === 'HEAD') return void response.writeHead(405).end()
        const pour = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', pour).on('close', () => done('hung up'))
        pour()
      }
    })
    expect(await check('/post')).toMatchObject({ state: 'alive', status: 200 })
    expect(await ended).toBe('hung up')
  })

  it.each([
    ['a site that takes the question and is silent', '/silent', {}],
    ['a name that is never resolved', '/post', { resolve: () => new Promise<string[]>(() => undefined) }],
    ['redirects none of which takes too long alone', '/slow/3', {}],
  ])('gives up on %s', async (_, path, options) => {
    answer = ({ url = '' }, response) => {
      const left = Number(/^\/slow\/(\d)$/.exec(url)?.[1])
      if (left > 0) setTimeout(() => response.writeHead(302, { location: `/slow/${left - 1}` }).end(), 150)
      else if (left === 0) response.end()
    }
    expect(await check(path, { timeoutMs: 200, ...options })).toEqual({
      state: 'unreachable',
      status: null,
      finalUrl: null,
    })
  })

  it('has no answer where nobody listens, or where no HTTP is spoken', async () => {
    const babble = createTcpServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('SSH-2.0-x\r\n'),
    )
    babble.listen(0, '127.0.0.1')
    await once(babble, 'listening')
    const { port } = babble.address() as AddressInfo
    const asked = () => check(`http://site.example:${port}/`, { ports: [port] })
    expect((await asked()).state).toBe('unreachable')
    await new Promise((done) => babble.close(done))
    expect((await asked()).state).toBe('unreachable')
  })

  it('has no answer from a name without an address, or whose look-up fails', async () => {
    expect((await check('/post', { resolve: async () => [] })).state).toBe('unreachable')
    const fails = async () => Promise.reject(new Error('SERVFAIL'))
    expect((await check('/post', { resolve: fails })).state).toBe('unreachable')
  })
})

describe('redirects', () => {
  const to = (location: string) => {
    answer = (request, response) =>
      request.url === '/post' ? response.writeHead(301, { location }).end() : response.end()
  }

  it('are followed, three at most', async () => {
    answer = (request, response) => {
      const left = Number(request.url?.slice(1))
      if (left > 0) response.writeHead(307, { location: `/${left - 1}` }).end()
      else response.end()
    }
    expect(await check('/3')).toMatchObject({ state: 'alive', finalUrl: `http://site.example:${site.port}/0` })
    expect(await check('/4')).toMatchObject({ state: 'unreachable', status: 307 })
    expect(site.asked.filter((line) => line === 'HEAD /0')).toHaveLength(1)
  })

  it('may lead to another site', async () => {
    to(`//elsewhere.example:${site.port}/moved`)
    expect(await check('/post')).toMatchObject({ finalUrl: `http://elsewhere.example:${site.port}/moved` })
    expect(site.heard.map(({ headers }) => headers.host)).toEqual([
      `site.example:${site.port}`,
      `elsewhere.example:${site.port}`,
    ])
  })

  it.each([
    ['a private address', 'http://10.0.0.1:PORT/'],
    ['this machine', 'http://localhost:PORT/'],
    ['a name with a private address', 'http://inner.example:PORT/'],
    ['another port', 'http://site.example:22/'],
    ['another scheme', 'file:///etc/passwd'],
    ['a password', 'http://a:b@site.example:PORT/'],
  ])('are refused that lead to %s', async (_, location) => {
    to(location.replace('PORT', String(site.port)))
    const resolve = async (host: string) => (host === 'inner.example' ? ['192.168.0.1'] : ['127.0.0.1'])
    expect(await check('/post', { resolve })).toEqual({ state: 'refused', status: null, finalUrl: null })
    expect(site.asked).toEqual(['HEAD /post'])
  })
})

describe('a name that changes its mind', () => {
  it('is connected to where it was checked: it is resolved once for each connection', async () => {
    const checked: string[] = []
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const state = await check('/post', {
      resolve: async () => answers.shift() ?? [],
      isPublic: (address) => {
        checked.push(address)
        return address === '127.0.0.1'
      },
    })
    expect(state.state).toBe('alive')
    expect(checked).toEqual(['127.0.0.1'])
    expect(answers).toEqual([['10.0.0.1']])
  })

  it('is checked again for the next connection', async () => {
    answer = (_, response) => response.writeHead(405, { connection: 'close' }).end()
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    expect((await check('/post', { resolve: async () => answers.shift() ?? [] })).state).toBe('refused')
    expect(site.asked).toEqual(['HEAD /post'])
  })

  it('is refused whole when one of its addresses is private', async () => {
    expect((await check('/post', { resolve: async () => ['127.0.0.1', '10.0.0.1'] })).state).toBe('refused')
    expect(site.connections()).toBe(0)
  })
})

describe('this machine and the network around it', () => {
  const hosts = [
    ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001'],
    ...['127.0.0.1.', '127.000.000.001', '0', '0.0.0.0', '127.8.9.1', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1'],
    ...[
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[::127.0.0.1]',
      '[::7f00:1]',
      '[0:0:0:0:0:ffff:7f00:1]',
    ],
    ...[
      '[64:ff9b::7f00:1]',
      '[64:ff9b:1::7f00:1]',
      '[2002:7f00:1::]',
      '[2001:0:0:0:0:0:80ff:fffe]',
      '[fe80::1]',
      '[fc00::1]',
    ],
    ...[
      'localhost',
      'LOCALHOST',
      'localhost.',
      'a.localhost',
      'a.localhost.',
      'printer',
      'printer.local',
      'x.internal',
    ],
    ...['here.example', 'here.example.', 'mapped.example', 'mixed.example', 'me@127.0.0.1', 'site.example@127.0.0.1'],
    ...['169.254.169.254', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '168.63.129.16', '224.0.0.1'],
  ]
  const addresses: Record<string, string[]> = {
    'mapped.example': ['::ffff:127.0.0.1'],
    'mixed.example': ['192.0.2.1', '127.0.0.1'],
  }
  const resolve = async (host: string) => addresses[host] ?? ['127.0.0.1']

  it.each(hosts)('are never asked as %s', async (host) => {
    const state = await checkLink(`http://${host}:${site.port}/?secret`, { userAgent, ports: [site.port], resolve })
    expect(state).toEqual({ state: 'refused', status: null, finalUrl: null })
    expect(site.connections()).toBe(0)
  })

  it.each([
    'http://site.example:PORT/',
    'https://site.example:PORT/',
    'ftp://site.example/',
    'file:///etc/passwd',
    'x',
  ])('are not reached by %s where only the usual ports may be asked', async (url) => {
    const asked = url.replace('PORT', String(site.port))
    expect((await checkLink(asked, { userAgent, resolve, isPublic: () => true })).state).toBe('refused')
    expect(site.connections()).toBe(0)
  })

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    'do not include %s',
    (ip) => {
      expect(isPublicAddress(ip)).toBe(true)
    },
  )
})
