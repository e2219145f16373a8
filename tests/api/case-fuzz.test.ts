import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Endpoint } from '../../server/contract/endpoint.ts'
import { endpoints, type Key } from '../../server/contract/index.ts'
import { flagMisquote } from '../support/findings.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let ids = { stories: '', comments: '', cases: '' }

beforeAll(async () => {
  server = await startServer()
  const storyId = await server.story()
  const ann = await server.as('Ann')
  const body = { body: 'I say it left at midnight.' }
  const { id } = await ann.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body })
  ids = { stories: storyId, comments: id, cases: await flagMisquote(await server.as('Bob'), id) }
})
afterAll(() => server.close())

/** Somebody new, whom no limit has counted. */
async function tokenOf(role: 'reader' | 'moderator'): Promise<string> {
  return (await server.as('Someone', role === 'moderator' ? { role } : {})).token
}

const huge = 2 ** 53 - 1
const words = '\u0000\ud800__proto__'
const odd = ['left at midnight', '', '\u202e\u200b\u00ad', words, huge, -1, null, {}, [[]]]
const mark = (exact: unknown) => ({ kind: 'story', exact, start: huge })
const bodies: unknown[] = [
  ...odd,
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":1,"kind":"__proto__","step":"constructor"}'),
  ...odd.flatMap((one) => [
    { kind: 'misrepresentation', type: 'invented', claim: mark(one), source: mark(one), explanation: 'e'.repeat(30) },
    { claim: mark(one), source: mark(one), text: 'left at midnight', translation: one },
    { kind: 'illegal', explanation: 'e'.repeat(30), law: one, isGoodFaith: true },
    { version: one, step: 'take' },
    { version: huge, step: one },
    { version: 1, step: 'ask_reply', allegation: 'a'.repeat(30), hours: one },
    { version: one, finding: 'misquotes', action: 'note', explanation: 'e'.repeat(30), rule: one },
    { reply: one, answer: one, reason: one, body: one, postedBy: one, originatedBy: one, ids: [one], until: one },
    {
      post: {
        url: `https://a.example/${one}`,
        postedBy: '@a',
        text: 'left at midnight',
        language: 'en',
        translation: '',
      },
      ...{ type: 'invented', claim: { exact: 'left at midnight' }, source: mark(one), explanation: 'e'.repeat(30) },
    },
  ]),
]
const queries = [
  '',
  '?after=%00',
  `?after=${'9'.repeat(590)}`,
  '?queue=__proto__',
  '?storyId=1&kind=toString',
  '?limit=1e99',
  '?limit=-1',
]

const about = /flag|case|finding|elsewhere|notices|reaction|subscription|mine|rules/
const keys = (Object.entries(endpoints) as [Key, Endpoint][]).filter(([key]) => about.test(key)).map(([key]) => key)

const PEOPLE = ['reader', 'moderator'] as const
/** Below the least limit of an endpoint. */
const FEW = 15

it.each(keys)('%s never fails, whatever is sent by whom', async (key) => {
  const [method = '', path = ''] = key.split(' ')
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH'
  const sent = hasBody ? bodies.map((body) => JSON.stringify(body)) : queries
  const failed: unknown[] = []
  const [, kind] = /\/(stories|comments|cases)\/:/.exec(path) ?? []
  for (const id of kind ? [ids[kind as keyof typeof ids]] : ['__proto__'])
    for (const role of PEOPLE)
      for (let from = 0; from < sent.length; from += FEW) {
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(role)}` }
        const ask = async (what: string) => {
          const address = server.url + path.replace(/:\w+/, id) + (hasBody ? '' : what)
          const res = await fetch(address, { method, headers, ...(hasBody && { body: what }) })
          const said = await res.text()
          if (res.status >= 500 || res.status === 429) failed.push([res.status, address, what, said])
        }
        await Promise.all(sent.slice(from, from + FEW).map(ask))
      }
  expect(failed).toEqual([])
})
