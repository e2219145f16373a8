import { counting } from './counting.ts'
import { type Figure, median, printed } from './figures.ts'
import { answersPerSecond, type Target } from './load.ts'
import { pauses, postBeside } from './pauses.ts'
import { type Program, startProgram } from './program.ts'
import { quotations } from './quotations.ts'
import { broadcasting, posting, timed } from './requests.ts'
import { rounds } from './rounds.ts'
import { BROADCASTS, COMMENTS, CONCURRENCY, PENDING, SOCKETS } from './scene.ts'
import { screened } from './screened.ts'
import type { Served } from './served.ts'

const programs: Program[] = []
function program(name: string): Program {
  const started = startProgram(name)
  programs.push(started)
  return started
}

try {
  const note = (words: string) => process.stderr.write(`${words} …\n`)
  note(`a server with a thread of ${COMMENTS} comments`)
  const served = await program('served').ask<Served>({})
  note('reading')
  const reading = await read(served)
  note('posting')
  const posting = await post(served)
  note(`a queue of ${PENDING} comments`)
  const queue = await readQueue(served)
  note(`${SOCKETS} sockets on each side`)
  const crowd = await gather(served)
  const telling = await fanOut(served, crowd)
  note('pausing')
  const pausing = await pauses(served, crowd)
  note(`posting while ${served.tokens.length} people try under a paused story`)
  const beside = await postBeside(served)
  note('posting with rules')
  const ruled = await screened(program('served'), program('served'))
  note('quotations')
  const quoting = quotations()
  note('counting')
  const counted = await counting()
  process.stdout.write(`\n${printed([reading, posting, queue, telling, ...pausing, beside, ruled, quoting, counted])}`)
} finally {
  for (const { stop } of programs) stop()
}

async function read({ port, readStoryId }: Served): Promise<Figure> {
  const path = `/api/v1/stories/${readStoryId}/thread`
  const page = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': 'identity' } })
  const body = await page.text()
  const bare = await program('bare').ask<{ port: number }>({
    kind: 'http',
    body,
    type: page.headers.get('content-type') ?? '',
  })
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n`
  const side = (at: number) => {
    const target: Target = { port: at, request: () => request, status: 200 }
    return (forMs: number) => answersPerSecond(target, CONCURRENCY, forMs)
  }
  return {
    name: 'read_first_page',
    what: `First page of a thread of ${COMMENTS} comments (${Buffer.byteLength(body).toLocaleString('en')} bytes)`,
    against: 'node:http sending the same bytes',
    unit: 'requests/s',
    ...(await rounds(side(port), side(bare.port))),
  }
}

async function readQueue({ port, moderatorToken }: Served): Promise<Figure> {
  const bare = program('bare')
  const headers = { authorization: `Bearer ${moderatorToken}`, 'accept-encoding': 'identity' }
  // By fetch: answers that are made for one person come in chunks.
  const ours = async (forMs: number) => {
    const start = performance.now()
    let read = 0
    const drive = async () => {
      while (performance.now() - start < forMs) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/queue`, { headers })
        if (!answer.ok) throw new Error(`the queue answered ${answer.status}`)
        await answer.arrayBuffer()
        read++
      }
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, drive))
    return (read * 1000) / (performance.now() - start)
  }
  return {
    name: 'queue_page_10000',
    what: `One page of the queue with ${PENDING.toLocaleString('en')} pending, over HTTP, signed in`,
    against: 'better-sqlite3, the same page selected, as JSON',
    unit: 'requests/s',
    ...(await rounds(ours, (forMs) => bare.ask<number>({ kind: 'pages', forMs }))),
  }
}

async function post(served: Served): Promise<Figure> {
  let i = 0
  const target: Target = { port: served.port, request: () => posting(served, served.postStoryId, i++), status: 201 }
  const bare = program('bare')
  return {
    name: 'post_comment',
    what: `A comment posted and on the disk, ${CONCURRENCY} at once, signed in`,
    against: 'better-sqlite3, insert and commit (FULL)',
    unit: 'comments/s',
    ...(await rounds(
      (forMs) => answersPerSecond(target, CONCURRENCY, forMs),
      (forMs) => bare.ask<number>({ kind: 'inserts', forMs }),
    )),
  }
}

/** Readers of one story, and as many sockets of the bare server. */
async function gather(served: Served): Promise<Program> {
  const bare = await program('bare').ask<{ port: number }>({ kind: 'sockets' })
  const receivers = program('receivers')
  const crowd = { kind: 'connect', count: SOCKETS }
  const follow = { storyId: served.liveStoryId, since: 0 }
  await receivers.ask({ ...crowd, name: 'ours', port: served.port, path: '/api/v1/live/', follow })
  await receivers.ask({ ...crowd, name: 'bare', port: bare.port, path: '/socket.io/' })
  return receivers
}

async function fanOut(served: Served, receivers: Program): Promise<Figure> {
  const values: number[] = []
  const baselines: number[] = []
  // The first few warm both sides up and are not counted.
  for (let i = -5; i < BROADCASTS; i++) {
    const ours = await timed(receivers, 'ours', posting(served, served.liveStoryId, i + 5))
    const theirs = await timed(receivers, 'bare', broadcasting(ours.event))
    if (i < 0) continue
    values.push(ours.ms)
    baselines.push(theirs.ms)
  }
  return {
    name: 'fan_out_1000',
    what: `From posting a comment to the last of ${SOCKETS.toLocaleString('en')} sockets`,
    against: 'socket.io broadcasting the same bytes',
    unit: 'ms',
    value: median(values),
    baseline: median(baselines),
  }
}
