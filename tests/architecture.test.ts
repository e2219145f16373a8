import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../db/migrate.ts'
import type { Context } from '../server/context.ts'
import type { Endpoint } from '../server/contract/endpoint.ts'
import { errorStatus } from '../server/contract/errors.ts'
import { endpoints, type Key } from '../server/contract/index.ts'
import { limiterOf } from '../server/http/limits.ts'
import { openapi } from '../server/http/openapi.ts'

/** What no linter can say about the house. */

const root = packageRoot()
const all = Object.entries(endpoints) as [Key, Endpoint][]

describe('the top level', () => {
  it('holds four rooms and the usual single files', () => {
    const rooms = ['client', 'db', 'docs', 'server', 'tests']
    const made = ['node_modules', 'dist', 'data']
    const usual = /^(\..+|[A-Z]+(\.md)?|[\w.-]+\.config\.ts|(package|package-lock|tsconfig|biome|knip)\.json)$/
    const strangers = readdirSync(root).filter((name) => ![...rooms, ...made].includes(name) && !usual.test(name))
    expect(strangers).toEqual([])
  })
})

describe('every endpoint of the contract', () => {
  it.each(all)('%s is versioned, and says who may call it and what it refuses', (key, endpoint) => {
    expect(key).toMatch(/^(GET|POST|PUT|PATCH|DELETE) \/api\/v1\/[a-z/:-]+$/)
    expect(['anyone', 'reader', 'moderator', 'owner']).toContain(endpoint.role)
    expect(endpoint.errors.every((code) => code in errorStatus)).toBe(true)
    const named = Object.keys(endpoint.params?.shape ?? {})
    expect([...key.matchAll(/:(\w+)/g)].map((match) => match[1])).toEqual(named)
    if (named.length > 0) expect(endpoint.errors).toContain('not_found')
    if (key.startsWith('GET ')) expect(endpoint.body).toBeUndefined()
  })

  const writes = all.filter(([key]) => !key.startsWith('GET '))
  const reads = all.filter(([key]) => key.startsWith('GET '))

  it('that writes says which guard it passes while commenting is suspended; one that reads passes none', () => {
    const known = ['post', 'edit', 'react', 'release', 'none']
    expect(writes.filter(([, { guard }]) => !known.includes(guard ?? '')).map(([key]) => key)).toEqual([])
    expect(reads.filter(([, { guard }]) => guard !== undefined).map(([key]) => key)).toEqual([])
  })

  it('limits how often each write is made', () => {
    expect(writes.length).toBeGreaterThan(10)
    const unlimited = writes.filter(([key, endpoint]) => limiterOf({} as Context, key, endpoint) === undefined)
    expect(unlimited.map(([key]) => key)).toEqual([])
  })

  it('documents each refusal it names', () => {
    const document = openapi() as { paths: Record<string, Record<string, { responses: object }>> }
    for (const [key, { errors, role }] of all) {
      const [method = '', path = ''] = key.split(' ')
      const { responses } = document.paths[path.replace(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!
      const statuses = errors.map((code) => String(errorStatus[code]))
      expect(Object.keys(responses), key).toEqual(expect.arrayContaining(statuses))
      if (role !== 'anyone') expect(Object.keys(responses), key).toContain('401')
    }
  })
})

describe('the code', () => {
  const sources = ['server', 'client', 'db'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file: `${room}/${file}`, text: readFileSync(join(root, room, file), 'utf8') })),
  )

  it('takes the time from the context in everything that decides or stores', () => {
    const clocks = sources.filter(
      ({ file, text }) =>
        /^(server\/(stories|comments|suspensions|held|heat|sites|cases|updates|reactions|notices|import|log|people)|db\/[a-z-]+\.ts)/.test(
          file,
        ) &&
        !/^db\/(transact|migrate|group-commit|sqlite|postgres)/.test(file) &&
        /\bDate\.now\(\)|new Date\(\)/.test(text),
    )
    expect(clocks.map(({ file }) => file)).toEqual([])
  })

  /** What puts a comment, or other words of one, before readers. */
  const guarded = ['insertComment', 'replaceCommentText', 'settleHeld', 'insertImported']
  /** What says something of a comment that readers see. */
  const reacting = ['addReaction', 'removeReaction']
  /** What only changes the name, unties one in it, takes words away, back to moderators, or back to where a moderator took them from. */
  const harmless = [
    'renameInStory',
    'rerender',
    'forgetWriter',
    'blankComment',
    'forgetRejectedWords',
    'buryComment',
    'withdrawHeldComment',
    'holdAgain',
    'removeComment',
    'restoreComment',
  ]

  it('writes comments nowhere but beside the guard of suspensions', () => {
    const imported = (text: string) =>
      [...text.matchAll(/import \{([^}]*)\} from '[^']*\/db\/\w+\.ts'/g)].flatMap(([, names = '']) =>
        names.split(/[\s,]+/),
      )
    const writers = sources.filter(({ text }) =>
      imported(text).some((name) => [...guarded, ...reacting].includes(name)),
    )
    expect(writers.length).toBeGreaterThan(4)
    const past = writers.filter(({ text }) => !/from '[./]*(suspensions\/)?guard\.ts'/.test(text))
    expect(
      past.map(({ file }) => file),
      'these write comments and do not ask server/suspensions/guard.ts',
    ).toEqual([])
  })

  it('has no other way to write a reaction', () => {
    const writers = sources.filter(({ text }) => /\b(insert|delete|update)\((\w+\.)*reactions\)/.test(text))
    expect(writers.map(({ file }) => file)).toEqual(['db/reactions.ts'])
  })

  it('has no other way to write a comment', () => {
    const write = /\b(insert|update|delete)\((\w+\.)*comments\)/
    const ways = sources
      .filter(({ text }) => write.test(text))
      .flatMap(({ file, text }) => {
        expect(file, 'comments are written in db/ alone').toMatch(/^db\//)
        return text.split(/\n(?=(?:export )?(?:async )?function )/).filter((part) => write.test(part))
      })
      .map((part) => /function (\w+)/.exec(part)?.[1])
    expect(ways.sort(), 'say here whether a new one has to pass the guard').toEqual([...guarded, ...harmless].sort())
  })

  it('puts HTML into a page in five places, which get it from the server’s sanitiser, and data into one', () => {
    const html = /\.innerHTML\s*=|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/
    const raw = sources.filter(({ text }) => html.test(text))
    expect(raw.map(({ file }) => file).sort()).toEqual([
      'client/console/parts/prose.tsx',
      'client/widget/html.tsx',
      'server/pages/finding/heard.tsx',
      'server/pages/layout.tsx',
      'server/pages/story.tsx',
      'server/pages/thread/prose.tsx',
    ])
  })

  it('leaves nothing unfinished without an issue', () => {
    const marks = sources.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/.test(text))
    expect(marks.map(({ file }) => file)).toEqual([])
  })
})
