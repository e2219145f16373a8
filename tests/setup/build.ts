import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { build, createBuilder } from 'vite'

const made = ['dist/client/embed.js', 'dist/server/main.js']
const sources = ['client', 'server', 'db']

/** Once a run: what `npm start` would build, unless it is there and newer than every source. */
export async function setup(): Promise<void> {
  if (made.every(existsSync)) {
    const oldest = Math.min(...made.map((file) => statSync(file).mtimeMs))
    if ((await newestSource()) < oldest) return
  }
  const builder = await createBuilder({ logLevel: 'error' })
  await builder.buildApp()
  await build({ configFile: 'vite.server.config.ts', logLevel: 'error' })
}

async function newestSource(): Promise<number> {
  const times = ['package-lock.json', 'vite.config.ts', 'vite.server.config.ts'].map((file) => statSync(file).mtimeMs)
  for (const folder of sources)
    for (const name of await readdir(folder, { recursive: true })) times.push(statSync(`${folder}/${name}`).mtimeMs)
  return Math.max(...times)
}
