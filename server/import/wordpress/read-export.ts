import { createReadStream } from 'node:fs'
import { RefusedFile } from '../refused-file.ts'
import { collectItems } from './collect-items.ts'
import type { ExportedItem, ExportHead } from './export.ts'

export interface ExportReader {
  /** Filled as the items are read; complete at the first one. */
  head: ExportHead
  /** Places where the file is not quite XML and the reader went on. */
  oddities(): number
  /**
   * The items in file order, each whole, one at a time.
   *
   * @throws RefusedFile: not there, not a WordPress export, with a DOCTYPE, cut off, or with an item beyond all measure.
   */
  items(): AsyncGenerator<ExportedItem>
}

/**
 * Reads a WordPress export as a stream; memory holds one item and one piece of the file. Nothing is fetched.
 *
 * @param onBytes hears how many bytes of the file were read so far, after each piece.
 */
export function readExport(file: string, onBytes?: (bytes: number) => void): ExportReader {
  const collector = collectItems()
  return {
    head: collector.head,
    oddities: collector.oddities,
    async *items() {
      let bytes = 0
      let decoder: TextDecoder | undefined
      for await (const piece of piecesOf(file)) {
        decoder ??= decoderFor(piece)
        const text = decoder.decode(piece, { stream: true })
        // Plug-ins are known to leave empty lines before the XML declaration.
        collector.write(bytes === 0 ? text.trimStart() : text)
        bytes += piece.length
        onBytes?.(bytes)
        yield* collector.take()
      }
      collector.end()
    },
  }
}

async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file) as AsyncIterable<Buffer>
  } catch (error) {
    const why = { ENOENT: 'does not exist', EISDIR: 'is a folder', EACCES: 'may not be read', EPERM: 'may not be read' }
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code in why) throw new RefusedFile(`${file} ${why[code as keyof typeof why]}.`)
    throw error
  }
}

/** Blogs older than UTF-8 name their encoding in the XML declaration. */
function decoderFor(start: Buffer): TextDecoder {
  const declared = /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start.toString('latin1', 0, 300))
  const encoding = declared?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(encoding)
  } catch {
    throw new RefusedFile(`The file says it is written in “${encoding}”, which is not a known encoding.`)
  }
}
