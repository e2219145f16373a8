import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase, sqliteFile } from '../../db/open.ts'
import { readConfig } from '../../server/config.ts'
import type { Context, Viewer } from '../../server/context.ts'
import { readFigures } from '../../server/figures/read-figures.ts'
import { newId } from '../../server/ids.ts'
import { createLog } from '../../server/log.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { type Figure, median } from './figures.ts'
import { textOf } from './scene.ts'

const COMMENTS = 100_000
const DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000
const LOT = 500
const TIMES = 15

/** All figures of ninety days with a hundred thousand comments, on SQLite. */
export async function counting(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
  const config = readConfig({ DATA_DIR: folder, DEMO: 'off', MAIL_URL: 'off' })
  const db = await openDatabase(config)
  const bare = new Sqlite(sqliteFile(config), { readonly: true })
  try {
    const ctx: Context = { db, config, now: Date.now, log: createLog(config.LOG_LEVEL) }
    await fill(ctx)
    const [from, to] = [ctx.now() - DAYS * DAY_MS, ctx.now()]
    const query = bare.prepare(
      'select created_at / 86400000, count(*), sum(decided_at is not null) from comments where created_at between ? and ? group by 1',
    )
    const owner: Viewer = {
      ...{ personId: null, name: 'Owner', role: 'owner', authorOf: [], scope: 'full', isMember: true },
      ...{ sections: [], memberOf: [] },
    }
    const values: number[] = []
    const baselines: number[] = []
    for (let i = -3; i < TIMES; i++) {
      const ours = await timed(() => readFigures(ctx, owner, { range: '90', compare: false }))
      const theirs = await timed(async () => query.all(from, to))
      if (i < 0) continue
      values.push(ours)
      baselines.push(theirs)
    }
    return {
      name: 'figures_90_days',
      what: `All figures of ${DAYS} days with ${COMMENTS.toLocaleString('en')} comments`,
      against: 'better-sqlite3, the one query that counts the comments of each day',
      unit: 'ms',
      value: median(values),
      baseline: median(baselines),
    }
  } finally {
    bare.close()
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function fill(ctx: Context): Promise<void> {
  const { id: storyId } = await beginStory(ctx, { url: 'https://news.example/counted', title: 'The story to count' })
  const now = ctx.now()
  for (let from = 0; from < COMMENTS; from += LOT)
    await ctx.db.transact(`story:${storyId}`, (tx) =>
      tx.insert(tx.tables.comments).values(
        Array.from({ length: LOT }, (_, at) => {
          const seq = from + at + 1
          const body = textOf(seq)
          const createdAt = now - Math.floor((seq / COMMENTS) * (DAYS - 1) * DAY_MS)
          const state = seq % 20 === 0 ? ('rejected' as const) : ('visible' as const)
          return {
            ...{ id: newId(), storyId, authorName: 'Somebody', state, body, html: body, seq, rootSeq: seq, depth: 0 },
            ...{ path: String(seq).padStart(8, '0'), createdAt },
            ...(seq % 10 === 0 && { decidedAt: createdAt + 60_000, removedFor: 'spam' as const }),
          }
        }),
      ),
    )
}
