import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createBuilder } from 'vite'

/**
 * `npm run dev`: the client is built anew when its files change, the server starts anew when its own do, and it listens
 * on this machine only. Ctrl-C ends both.
 */
const builder = await createBuilder({ logLevel: 'warn', build: { watch: {} } })
await builder.buildApp()

const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist', 'cli.mjs')
const server = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', 'server/main.ts'], {
  stdio: 'inherit',
  env: { ...process.env, HOST: '127.0.0.1' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
const [code] = await once(server, 'exit')
process.exit(code ?? 0)
