import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { dial } from '../support/listen.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

/** Starts the server as its own process; `said` is what it prints. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder, DEMO: 'off', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const said = { out: '', err: '' }
  child.stdout?.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = once(child, 'exit').then(([code]) => code as number)
  return { child, said, ended }
}

async function started(env: Record<string, string> = {}) {
  const { child, said, ended } = start(env)
  await expect.poll(() => said.out).toMatch(/setup\?token=[\w-]{43}\n/)
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0] ?? ''
  return { child, said, ended, url }
}

test('it starts, prints where it is and a setup link that works, and stops cleanly under way', {
  timeout: 40_000,
}, async () => {
  const { child, said, ended, url } = await started()
  const token = /token=([\w-]{43})/.exec(said.out)?.[1]
  expect(said.err).toBe('')
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  const line = await dial(url, { reconnection: false })
  const told = new Promise((resolve) => line.once('disconnect', resolve))
  const body = JSON.stringify({
    token,
    name: 'Olga Owner',
    email: 'olga@example.org',
    password: 'correct horse battery',
  })
  const setup = request(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  })
  const answered = once(setup, 'response')
  setup.write(body.slice(0, 20))
  await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200)

  child.kill('SIGTERM')
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { interval: 5 }).toBe(503)
  expect(await told).toBe('transport close')
  setup.end(body.slice(20))
  const [answer] = await answered
  expect(answer.statusCode).toBe(201)
  expect(await ended).toBe(0)
  expect(said.err).toBe('')
})

test('wrong settings are refused, each in a line', { timeout: 40_000 }, async () => {
  const outcomes = await Promise.all(
    [
      { PORT: 'x', LOG_LEVEL: 'loud', PUBLIC_URL: 'ftp://x' },
      { TRUST_PROXY: 'everyone' },
      { DATA_DIR: 'package.json/data' },
      { HOST: '203.0.113.77' },
    ].map(async (env) => {
      const { said, ended } = start(env)
      expect(await ended).toBe(1)
      expect(said.out).toBe('')
      return said.err
        .trim()
        .split('\n')
        .map((line) => line.slice(0, line.indexOf(':')).split(' ')[0])
    }),
  )
  expect(outcomes).toEqual([['PORT', 'PUBLIC_URL', 'LOG_LEVEL'], ['TRUST_PROXY'], ['DATA_DIR'], ['HOST']])
})
