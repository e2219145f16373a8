import { Unavailable } from '../../db/database.ts'
import { importWordpress } from '../import/wordpress/import-wordpress.ts'
import { importText } from './import-text.ts'
import { withContext } from './open-context.ts'
import { openProgress } from './progress.ts'

export interface ImportCommandOptions {
  dryRun?: boolean
  site?: string
}

/** Imports a WordPress export and prints the report. SIGINT and SIGTERM stop it between two stories. */
export async function runImport(file: string, options: ImportCommandOptions): Promise<void> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  const dryRun = options.dryRun ?? false
  const started = performance.now()
  try {
    await withContext(async (ctx) => {
      const progress = openProgress()
      const report = await importWordpress(ctx, {
        file,
        dryRun,
        siteUrl: options.site,
        onProgress: progress.at,
        signal: stop.signal,
      }).finally(progress.close)
      const seconds = (performance.now() - started) / 1000
      process.stdout.write(importText(report, { file, dryRun, seconds, archive: `${ctx.config.PUBLIC_URL}/archive` }))
      if (report.stopped) process.exitCode = 1
    })
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    throw new Error(`${error.message} What was imported so far stays; run the same command again to go on.`)
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}
