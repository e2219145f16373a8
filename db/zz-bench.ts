import { openDatabase } from '/work/main/db/open.ts'
import { prepared } from '/work/main/db/prepared.ts'
import { sql } from '/work/main/node_modules/drizzle-orm/index.js'
import Sqlite from '/work/main/node_modules/better-sqlite3/lib/index.js'
import { rmSync } from 'node:fs'
const dir = '/tmp/bench/data'; rmSync(dir, { recursive: true, force: true })
const db = await openDatabase({ DATA_DIR: dir, DATABASE_URL: process.env.URL })
let n = 0
async function bench(name: string, conc: number, work: (tx: any, i: number) => Promise<unknown>, ms = 3000) {
  const end = performance.now() + ms; let done = 0; const lat: number[] = []
  const s = performance.now()
  await Promise.all(Array.from({ length: conc }, async (_, c) => { while (performance.now() < end) { const t = performance.now(); const i = n++; await db.transact('story:' + (i % 50), (tx) => work(tx, i)); lat.push(performance.now() - t); done++ } }))
  lat.sort((a, b) => a - b)
  console.log(name, 'c=' + conc, Math.round(done / ((performance.now() - s) / 1000)) + '/s', 'p50', lat[done >> 1]!.toFixed(2), 'p99', lat[Math.floor(done * .99)]!.toFixed(2))
}
const plain = (tx: any, i: number) => tx.insert(tx.tables.counters).values({ key: 'k' + i, value: i })
const kept = (tx: any, i: number) => (prepared(tx, 'ins', (q: any) => q.insert(q.tables.counters).values({ key: sql.placeholder('key'), value: sql.placeholder('value') }).prepare('ins')) as any).execute({ key: 'k' + i, value: i })
if (!process.env.URL) {
  const raw = new Sqlite(dir + '/bare.db'); raw.pragma('journal_mode=WAL'); raw.pragma('synchronous=FULL'); raw.exec('create table counters(key text primary key, value int)')
  const st = raw.prepare('insert into counters values (?,?)'); const s = performance.now(); let c = 0; while (performance.now() - s < 3000) { st.run('k' + c, c); c++ } console.log('bare insert+commit', Math.round(c / 3) + '/s')
}
for (const c of [1, 8, 32, 128]) { await bench('builder', c, plain); await bench('prepared', c, kept) }
if (process.env.HINT) for (const c of [8, 32]) await bench('prepared+hint', c, async (tx, i) => { tx.hint('story:' + i % 50); await kept(tx, i) })
await db.close()
