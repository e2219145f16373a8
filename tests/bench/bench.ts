import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'vite'
import { packageRoot } from '../../db/migrate.ts'

/**
 * `npm run bench`: builds the server as `npm start` does, so that what is measured is what runs, and measures it.
 * Takes under two minutes; the figures are ratios to bare libraries in the same run, for machines differ and are noisy.
 */
const folder = join(packageRoot(), 'dist', 'bench')
const input = Object.fromEntries(
  ['measure', 'served', 'bare', 'receivers'].map((name) => [name, join(packageRoot(), 'tests', 'bench', `${name}.ts`)]),
)
await build({
  configFile: join(packageRoot(), 'vite.server.config.ts'),
  logLevel: 'warn',
  build: { outDir: folder, rolldownOptions: { input } },
})
const measuring = spawn(process.execPath, [join(folder, 'measure.js')], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production' },
})
const [code] = await once(measuring, 'exit')
process.exitCode = code ?? 1
