import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Server } from 'socket.io'
import { serveQuestions } from './program.ts'
import { PENDING, textOf } from './scene.ts'

/** What each figure is held against: as little as can do the same. */
type Question =
  /** Serve these bytes by node:http. */
  | { kind: 'http'; body: string; type: string }
  /** Broadcast by socket.io what is posted to `/`. */
  | { kind: 'sockets' }
  /** Insert and commit one comment after another for so long; answers how many a second. */
  | { kind: 'inserts'; forMs: number }
  /** Select a page of pending comments among many, one after another for so long; answers how many a second. */
  | { kind: 'pages'; forMs: number }

serveQuestions<Question>((question) => {
  if (question.kind === 'http') return serveBytes(question)
  if (question.kind === 'sockets') return serveSockets()
  if (question.kind === 'pages') return pagesPerSecond(question.forMs)
  return insertsPerSecond(question.forMs)
})

async function serveBytes({ body, type }: { body: string; type: string }): Promise<{ port: number }> {
  const bytes = Buffer.from(body)
  const headers = { 'Content-Type': type, 'Content-Length': bytes.length }
  return listening(createServer((_, res) => void res.writeHead(200, headers).end(bytes)))
}

async function serveSockets(): Promise<{ port: number }> {
  const http = createServer(async (req, res) => {
    io.emit('events', JSON.parse(await textFrom(req)))
    res.writeHead(201, { 'Content-Length': 0 }).end()
  })
  const io = new Server(http, { serveClient: false, perMessageDeflate: false, httpCompression: false })
  return listening(http)
}

function listening(server: ReturnType<typeof createServer>): Promise<{ port: number }> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }))
  })
}

async function textFrom(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part)
  return Buffer.concat(parts).toString()
}

let insert: ((i: number) => void) | undefined
let inserted = 0

function insertsPerSecond(forMs: number): number {
  insert ??= openInserts()
  const from = inserted
  const start = performance.now()
  while (performance.now() - start < forMs) insert(inserted++)
  return ((inserted - from) * 1000) / (performance.now() - start)
}

/** One row a commit, each on the disk before the next: what `synchronous=FULL` means without grouping. */
function openInserts(): (i: number) => void {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-bare-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const db = new Sqlite(join(folder, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(
    'CREATE TABLE comments (id TEXT PRIMARY KEY, story_id TEXT, person_id TEXT, author_name TEXT, state TEXT, body TEXT, html TEXT, seq INTEGER, path TEXT, created_at INTEGER)',
  )
  const statement = db.prepare('INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  return (i) => {
    const text = textOf(i)
    statement.run(`c${i}`, 's1', 'p1', 'Reader', 'visible', text, `<p>${text}</p>`, i, String(i).padStart(6, '0'), i)
  }
}

let page: (() => unknown) | undefined

function pagesPerSecond(forMs: number): number {
  page ??= openPages()
  const start = performance.now()
  let read = 0
  while (performance.now() - start < forMs) {
    page()
    read++
  }
  return (read * 1000) / (performance.now() - start)
}

/** One page of the comments that wait, as JSON, by an index that fits. */
function openPages(): () => string {
  const db = new Sqlite(':memory:')
  db.exec(
    'CREATE TABLE comments (id TEXT PRIMARY KEY, story_id TEXT, author_name TEXT, state TEXT, html TEXT, created_at INTEGER)',
  )
  db.exec('CREATE INDEX comments_state ON comments (state, id)')
  const insert = db.prepare('INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?)')
  for (let i = 0; i < PENDING; i++)
    insert.run(`c${String(i).padStart(6, '0')}`, 's1', 'Reader', 'pending', `<p>${textOf(i)}</p>`, i)
  const statement = db.prepare("SELECT * FROM comments WHERE state = 'pending' ORDER BY id LIMIT 31")
  return () => JSON.stringify(statement.all())
}
