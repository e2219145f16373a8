import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const made = ['dist/client/embed.js', 'dist/server/main.js']
const sources = ['client', 'server', 'db']

/** Once a run: what `npm start` would build, unless it is there and newer than every source. */
export async function setup(): Promise<void> {
  if (made.every(existsSync)) {
    const oldest = Math.min(...made.map((file) => statSync(file).mtimeMs))
    if ((await newestSource()) < oldest) return
  }
  // A process of its own: in that of the tests the libraries would be built as for tests.
  await run('npm', ['run', '--silent', 'build'], { env: { ...process.env, NODE_ENV: 'production' } })
}

async function newestSource(): Promise<number> {
  const times = ['package-lock.json', 'vite.config.ts', 'vite.server.config.ts'].map((file) => statSync(file).mtimeMs)
  for (const folder of sources)
    for (const name of await readdir(folder, { recursive: true })) times.push(statSync(`${folder}/${name}`).mtimeMs)
  return Math.max(...times)
}
