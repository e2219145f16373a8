import { gzipSync } from 'node:zlib'
import { createBuilder, type Rolldown } from 'vite'

const KB = 1000

/** What a page that embeds a thread may load at most, gzipped bytes. */
const BUDGETS = {
  tag: 2 * KB,
  /** Tag, widget and its styles: what is there of an open thread before the reader does anything. */
  firstLoad: 25 * KB,
  /** Fetched before the first paint of a thread that is not plainly open, and by no other. */
  modes: 8.25 * KB,
  /** Fetched after the first paint. */
  socket: 14 * KB,
}

type Chunk = Rolldown.OutputChunk

/** Builds the publisher's tag and what it loads, without writing it, and weighs it. */
export async function sizeBudgets(): Promise<string[]> {
  const builder = await createBuilder({ logLevel: 'error' })
  const { embed } = builder.environments
  if (!embed) return ['vite.config.ts has no environment “embed”']
  embed.config.build.write = false
  const built = [await builder.build(embed)].flat() as Rolldown.RolldownOutput[]
  const parts = built.flatMap(({ output }) => output)
  const chunks = new Map(parts.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part]] : [])))
  const assets = new Map(parts.flatMap((part) => (part.type === 'asset' ? [[part.fileName, part.source]] : [])))

  const tag = chunks.get('embed.js')
  const entered = (file: string) => [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith(file))
  const widget = entered('/client/widget/mount.tsx')
  const modes = entered('/client/widget/modes/index.ts')
  const socket = [...chunks.values()].find(({ moduleIds }) => moduleIds.some((id) => id.includes('/socket.io-client/')))
  if (!tag || !widget || !modes || !socket)
    return ['the build has no embed.js, no widget/mount.tsx, no widget/modes/index.ts or no socket of its own']
  const first = loadedWith([tag, widget], chunks)
  const besideFirst = (chunk: Chunk) => [...loadedWith([chunk], chunks)].filter((one) => !first.has(one))
  const weigh = (loaded: Iterable<Chunk>) => [...loaded].reduce((sum, chunk) => sum + weightOf(chunk, assets), 0)
  return [
    ...over('the tag', weigh(loadedWith([tag], chunks)), BUDGETS.tag),
    ...over('the tag and the widget it loads at first', weigh(first), BUDGETS.firstLoad),
    ...over('the modes', weigh(besideFirst(modes)), BUDGETS.modes),
    ...over('the socket', weigh(besideFirst(socket)), BUDGETS.socket),
    ...(first.has(socket) || first.has(modes) ? ['the socket or the modes are in the first load'] : []),
    ...(first.size > 2 ? ['the widget is in more than one file'] : []),
  ]
}

/** The chunks and all that they import at once. */
function loadedWith(start: Chunk[], chunks: Map<string, Chunk>): Set<Chunk> {
  const loaded = new Set(start)
  for (const chunk of loaded)
    for (const name of chunk.imports) {
      const imported = chunks.get(name)
      if (imported) loaded.add(imported)
    }
  return loaded
}

function weightOf(chunk: Chunk, assets: Map<string, string | Uint8Array>): number {
  const styles = [...(chunk.viteMetadata?.importedCss ?? [])].map((name) => assets.get(name) ?? '')
  return [chunk.code, ...styles].reduce((sum, part) => sum + gzipSync(part, { level: 9 }).length, 0)
}

function over(what: string, bytes: number, limit: number): string[] {
  return bytes > limit ? [`${what}: ${bytes} bytes gzipped, ${limit} allowed`] : []
}
