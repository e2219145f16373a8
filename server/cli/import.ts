import type { Command } from 'commander'
import { Unavailable } from '../../db/database.ts'
import { importWordpress } from '../import/wordpress/import-wordpress.ts'
import { importText } from './import-text.ts'
import { withContext } from './open-context.ts'
import { openProgress } from './progress.ts'

interface Options {
  dryRun?: boolean
  site?: string
}

/** `import wordpress FILE`: ends with code 0 when the whole file was imported, 1 when it was refused or stopped. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('bring comments and stories over from another system')
    .helpCommand(false)
    .command('wordpress')
    .description('from a WordPress export (Tools → Export → All content). A second run adds only what is new.')
    .argument('<file>', 'the XML file')
    .option('--dry-run', 'say what would happen, and write nothing')
    .option('--site <address>', 'address of the WordPress site, if the file does not say')
    .action(fromWordpress)
}

async function fromWordpress(file: string, options: Options): Promise<void> {
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
