import type * as z from 'zod'
import { SlowedProblem, SuspendedProblem } from '../contract/comments.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { type ErrorCode, errorStatus } from '../contract/errors.ts'
import { endpoints, type Key } from '../contract/index.ts'
import { SanctionedProblem } from '../contract/sanctions.ts'
import { ScreenedProblem } from '../contract/screening.ts'
import { webhooksPart } from './openapi-webhooks.ts'
import { titles } from './problem.ts'
import { componentsFrom, type Json, schemaOf } from './schemas.ts'

const tags: Record<string, string> = {
  Stories: 'Pages that have a thread.',
  Comments: 'What readers write, and their drafts.',
  Suspension: 'Suspending commenting on the site, a section, a story or a branch, for a time and with a public reason.',
  Moderation: 'Comments that wait for a moderator.',
  Screening: 'Rules that look at comments before they are shown.',
  Site: 'Settings of the publication.',
  Misrepresentation: 'Flags with two quotations, and the findings of moderators.',
  Updates: 'Numbered updates that a story’s author publishes.',
  Log: 'What was decided, in public.',
  Reactions: 'Agreeing with comments: counted for everybody, and apart from that what is one’s own.',
  Notices:
    'What people are told, each thing once: references and facts, no words. How many are not read is pushed over socket.io.',
  Live: 'What happened in a story since a number. The same is pushed over socket.io at /api/v1/live.',
  Sanctions:
    'Warning, limiting and banning people: with a reason they read, an end, and an appeal to another moderator. Nobody is limited without being told.',
  People: 'Accounts, sessions and roles.',
  Account: 'One’s own account: name, sessions, second factor, data.',
  Webhooks: 'Systems outside that are told what happens here. What they are sent stands under `webhooks`.',
}

/** The OpenAPI 3.1 document: the contract, and nothing that is not in it. */
export function openapi(): Json {
  const operations = (Object.entries(endpoints) as [Key, Endpoint][]).map(([key, endpoint]) => {
    const [method = '', path = ''] = key.split(' ')
    return { path: path.replace(/:(\w+)/g, '{$1}'), method: method.toLowerCase(), operation: operation(key, endpoint) }
  })
  const paths: Record<string, Record<string, Json>> = {}
  for (const { path, method, operation } of operations) paths[path] = { ...paths[path], [method]: operation }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Afterword',
      version: '1',
      description:
        'Comment threads with temporary suspension, flags for misrepresentation and numbered updates. Every error is ' +
        'a problem document (RFC 9457) whose `code` never changes its meaning. Times are ISO 8601 in UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: webhooksPart(),
    components: { securitySchemes, responses: problemResponses(), schemas: { ...componentsFrom(), Problem: problem } },
  }
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The token of a session.' },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-afterword',
    description:
      'Set for pages of the server itself; counts on writes only when such a page sent them. Named `afterword` without https.',
  },
}

const problem = {
  type: 'object',
  description: 'RFC 9457 problem document. A code may bring further members, which its answer describes.',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence for people.' },
    code: { enum: Object.keys(errorStatus), description: 'For programs.' },
    instance: { type: 'string', format: 'uri', description: 'Names the request, as X-Request-Id does.' },
    issues: {
      type: 'array',
      description: 'With `invalid`: what does not fit, and where.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    retryAfter: { type: 'integer', description: 'With `rate_limited` and `unavailable`: seconds to wait.' },
  },
}

function operation(key: Key, endpoint: Endpoint): Json {
  const status = endpoint.status ?? 200
  const { body, result } = endpoint
  return {
    operationId: operationId(key),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: roleWords[endpoint.role],
    security: endpoint.role === 'anyone' ? [{}, { bearer: [] }, { cookie: [] }] : [{ bearer: [] }, { cookie: [] }],
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...parameters(endpoint.headers, 'header'),
    ],
    ...(body && { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }),
    responses: {
      [status]:
        status === 204 ? { description: 'Done.' } : { description: 'Done.', content: json(schemaOf(result, 'output')) },
      ...problems(endpoint),
    },
  }
}

const roleWords: Record<Endpoint['role'], string> = {
  anyone: 'For anyone, signed in or not.',
  reader: 'For anyone signed in.',
  moderator: 'For moderators and owners.',
  owner: 'For owners.',
}

function operationId(key: Key): string {
  const words = key
    .replace('/api/v1', '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
}

function parameters(schema: z.ZodObject | undefined, place: 'path' | 'query' | 'header'): Json[] {
  return Object.entries(schema?.shape ?? {}).flatMap(([name, field]) => {
    const type = field as z.ZodType
    // OpenAPI knows the origin header as the browser's own, not as a parameter.
    if (place === 'header' && name === 'origin') return []
    const { description, ...rest } = schemaOf(type, 'input')
    const required = place === 'path' || !type.safeParse(undefined).success
    return [{ name, in: place, required, ...(description ? { description } : {}), schema: rest }]
  })
}

const json = (schema: Json) => ({ 'application/json': { schema } })

/** One answer per status; several codes may share one. */
function problems(endpoint: Endpoint): Record<string, Json> {
  return Object.fromEntries(
    groups(endpoint).map(([status, codes]) => [status, { $ref: `#/components/responses/${nameOf(codes)}` }]),
  )
}

/** The answers that `problems` refers to. */
function problemResponses(): Record<string, Json> {
  const all = Object.values<Endpoint>(endpoints).flatMap(groups)
  return Object.fromEntries(all.map(([, codes]) => [nameOf(codes), answer(codes)]))
}

function groups(endpoint: Endpoint): [status: number, codes: ErrorCode[]][] {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codesOf(endpoint)) {
    const status = errorStatus[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code].sort())
  }
  return [...byStatus].sort(([a], [b]) => a - b)
}

function nameOf(codes: ErrorCode[]): string {
  return codes.join('_or_')
}

function codesOf({ role, params, query, headers, body, errors }: Endpoint): Set<ErrorCode> {
  const implied: ErrorCode[] = ['rate_limited', 'internal', 'unavailable']
  if (params || query || headers || body) implied.push('invalid')
  if (body) implied.push('too_large', 'unsupported_media')
  if (role !== 'anyone') implied.push('unauthenticated')
  if (role === 'moderator' || role === 'owner') implied.push('forbidden')
  return new Set([...errors, ...implied])
}

function answer(codes: ErrorCode[]): Json {
  const parts: Json[] = [
    { $ref: '#/components/schemas/Problem' },
    { type: 'object', properties: { code: { enum: codes } } },
  ]
  if (codes.includes('suspended')) parts.push(schemaOf(SuspendedProblem, 'output'))
  if (codes.includes('sanctioned')) parts.push(schemaOf(SanctionedProblem, 'output'))
  if (codes.includes('screened')) parts.push(schemaOf(ScreenedProblem, 'output'))
  if (codes.includes('slowed')) parts.push(schemaOf(SlowedProblem, 'output'))
  return {
    description: codes.map((code) => `\`${code}\`: ${titles[code].toLowerCase()}`).join('; '),
    content: { 'application/problem+json': { schema: { allOf: parts }, example: exampleOf(codes[0] ?? 'internal') } },
  }
}

function exampleOf(code: ErrorCode): Json {
  return {
    type: `urn:afterword:problem:${code}`,
    title: titles[code],
    status: errorStatus[code],
    detail: 'What happened, in a sentence.',
    code,
    instance: 'urn:uuid:0198f000-0000-4000-8000-000000000000',
  }
}
