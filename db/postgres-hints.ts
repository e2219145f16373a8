import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { ignored } from './errors.ts'

const CHANNEL = 'afterword'
const LONGEST_PAUSE_MS = 5_000
/** A connection that died without a word is noticed by asking, ms. */
const BEAT_MS = 15_000
/** Topics a statement: PostgreSQL holds each notification until all listeners have read it. */
const MOST_TOPICS = 200

/**
 * One connection that tells other nodes which topics changed and hears theirs. It comes back by itself; what is told
 * meanwhile is lost, as a hint may be.
 *
 * Topics are sent after the commit and not in the transaction: there NOTIFY makes all commits of the database queue
 * behind one lock, fsync included.
 */
export async function exchangeHints(config: pg.ClientConfig, tell: (topics: string[]) => void) {
  const node = randomUUID()
  const outbox = new Set<string>()
  let client: pg.Client | undefined
  let sending: Promise<void> | undefined
  let closed = false

  async function connect() {
    const own = new pg.Client(config)
    own.on('notification', ({ payload = '' }) => {
      const [from, ...topic] = payload.split(' ')
      if (from !== node) tell([topic.join(' ')])
    })
    own.on('error', ignored)
    own.on('end', () => {
      if (client !== own) return
      client = undefined
      void reconnect()
    })
    try {
      await own.connect()
      await own.query(`LISTEN ${CHANNEL}`)
    } catch (error) {
      own.end().catch(ignored)
      throw error
    }
    if (closed) return own.end()
    client = own
  }

  async function reconnect() {
    for (let waitMs = 50; !closed && !client; waitMs = Math.min(waitMs * 2, LONGEST_PAUSE_MS)) {
      await pause(waitMs * (0.5 + Math.random() / 2), undefined, { ref: false })
      if (!closed) await connect().catch(ignored)
    }
  }

  async function flush() {
    // Let the other transactions of this turn add theirs.
    await Promise.resolve()
    while (outbox.size > 0) {
      const topics = [...outbox].slice(0, MOST_TOPICS)
      for (const topic of topics) outbox.delete(topic)
      const query = `SELECT pg_notify('${CHANNEL}', $1 || ' ' || topic) FROM unnest($2::text[]) AS topic`
      await client?.query({ name: 'hint', text: query, values: [node, topics] }).catch(ignored)
    }
    sending = undefined
  }

  const beat = setInterval(() => {
    const asked = client
    // A failed query may leave the connection open; ending it starts the reconnection.
    asked?.query('SELECT 1').catch(() => asked.end().catch(ignored))
  }, BEAT_MS).unref()

  await connect()
  return {
    send(topics: Iterable<string>) {
      for (const topic of topics) outbox.add(topic)
      if (outbox.size > 0) sending ??= flush()
    },
    async close() {
      closed = true
      clearInterval(beat)
      await sending
      const last = client
      client = undefined
      await last?.end()
    },
  }
}
