import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '../../server/contract/index.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let document: { paths: Record<string, Record<string, { responses: Record<string, unknown>; operationId: string }>> }
beforeAll(async () => {
  server = await startServer()
  document = await (await fetch(`${server.url}/api/openapi.json`)).json()
})
afterAll(() => server.close())

test('the document is valid OpenAPI 3.1, and everything it refers to is in it', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  const pointers = JSON.stringify(document).matchAll(/"#\/([^"]+)"/g)
  for (const [, pointer] of pointers) {
    const target = pointer!.split('/').reduce((at: unknown, key) => (at as Record<string, unknown>)?.[key], document)
    expect(target, pointer).toBeDefined()
  }
})

test('it tells of every endpoint, under a name of its own', () => {
  const keys = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(keys.sort()).toEqual(Object.keys(endpoints).sort())
  const names = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
  expect(new Set(names).size).toBe(keys.length)
})

test('codes that share a status are told together', () => {
  const { responses } = document.paths['/api/v1/stories/{id}/comments']!.post!
  expect(Object.keys(responses)).toEqual([
    '201',
    '400',
    '401',
    '403',
    '404',
    '410',
    '413',
    '415',
    '422',
    '423',
    '429',
    '500',
    '503',
  ])
})

test('the reference page brings everything it needs from this server, and runs nothing inline', async () => {
  const answer = await fetch(`${server.url}/api/reference`)
  const html = await answer.text()
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none';script-src 'self'/)
  expect(html).not.toMatch(/<script(?! src="\/)|<style|style=|https?:\/\//)
  const files = [...html.matchAll(/(?:src|href)="(\/api\/[^"]+)"/g)].map(([, path]) => path!)
  expect(files).toHaveLength(4)
  for (const path of files) expect((await fetch(server.url + path)).status, path).toBe(200)
})
