import { setTimeout as pause } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import type { Database } from '../db/database.ts'
import { openDatabase } from '../db/open.ts'
import { type App, createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import type { Context } from './context.ts'
import { seedDemonstration } from './demo/seed.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { createLog, faultOf } from './log.ts'
import { closeMail } from './mail/mailer.ts'
import { runDeliveries } from './outgoing/run-deliveries.ts'
import { offerSetup } from './people/offer-setup.ts'

/** Longest that a stop may take. */
const STOP_MS = 10_000
/** What a load balancer is given to see on /readyz that this server is going. */
const NOTICE_MS = 300

await start()

async function start(): Promise<void> {
  const config = settings()
  const db = await database(config)
  const ctx: Context = { db, now: Date.now, log: createLog(config.LOG_LEVEL), config }
  const app = await listening(ctx)
  await seedDemonstration(ctx)
  const jobs = runJobs(ctx)
  const deliveries = runDeliveries(ctx)

  closeWithGrace({ delay: STOP_MS, logger: false }, async ({ err }) => {
    if (err) ctx.log.fatal(faultOf(err), 'stopped by an error nobody caught')
    app.drain()
    if (!err) await pause(NOTICE_MS)
    await app.close()
    await Promise.all([jobs.close(), deliveries.close()])
    closeMail(ctx)
    await db.close()
  })
  process.stdout.write(greeting(app.url, ctx.config, await offerSetup(ctx)))
}

function settings(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    return giveUp(error)
  }
}

async function database(config: Config): Promise<Database> {
  try {
    return await openDatabase(config)
  } catch (error) {
    return giveUp(error)
  }
}

async function listening(ctx: Context): Promise<App> {
  try {
    const app = await createApp(ctx)
    await app.listen()
    return app
  } catch (error) {
    await ctx.db.close()
    return giveUp(error)
  }
}

/** Ends the process with the reason in words: what is wrong is in the settings or the machine, not in the code. */
function giveUp(error: unknown): never {
  process.stderr.write(`${wordsFor(error)}\n`)
  process.exit(1)
}

function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'PORT: another program listens on it already.'
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen')
    return 'PORT: not permitted to listen on it.'
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'HOST: this machine has no such address.'
  if (/invalid IP address|invalid range/.test(error.message)) return `TRUST_PROXY: ${error.message}`
  return error.message
}

function greeting(url: string, { SITE_NAME, PUBLIC_URL }: Config, setupLink: string | null): string {
  const lines = ['', `${SITE_NAME} is at ${PUBLIC_URL}`]
  if (url !== PUBLIC_URL) lines.push(`Listening on ${url}`)
  if (setupLink !== null)
    lines.push('', 'It has no owner yet. To become its owner, open this link (it works once):', setupLink)
  return [...lines, '', ''].join('\n')
}
