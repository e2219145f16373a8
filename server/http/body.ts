import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Refusal } from '../errors.ts'

/**
 * Reads a request's body as JSON. A media type that a form could send is refused, so no other site's page can write
 * without asking first; so is compression, so a small body stays small.
 *
 * @param maxBytes a longer body is refused as soon as that is known; what follows of it is thrown away unread.
 * @returns undefined for a request without a body.
 * @throws Refusal `unsupported_media`, `too_large`, `invalid`.
 */
export async function readJson(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  const { headers } = req
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0') return undefined
  if (!isJson(headers['content-type']))
    throw new Refusal('unsupported_media', 'Send the body as application/json in UTF-8.')
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
    throw new Refusal('unsupported_media', 'Send the body without compression.')
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
  return parse(await readAll(req, maxBytes))
}

/**
 * Reads what a form of a page sends, as one text for each field.
 *
 * @throws Refusal as `readJson`; `invalid` also for a field given twice.
 */
export async function readForm(req: IncomingMessage, maxBytes: number): Promise<Record<string, string>> {
  const { headers } = req
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? ''))
    throw new Refusal('unsupported_media', 'Send the form as application/x-www-form-urlencoded.')
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
    throw new Refusal('unsupported_media', 'Send the form without compression.')
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const fields = [...new URLSearchParams((await readAll(req, maxBytes)).toString())]
  const form = new Map(fields)
  if (form.size < fields.length) throw new Refusal('invalid', 'A field was sent twice.')
  return Object.fromEntries(form)
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '')
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal('too_large', `The body may have at most ${Math.floor(maxBytes / 1024)} kB.`)
}

function readAll(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    function onData(chunk: Buffer): void {
      size += chunk.length
      chunks.push(chunk)
      if (size <= maxBytes) return
      req.off('data', onData)
      req.resume()
      reject(tooLarge(maxBytes))
    }
    req.on('data', onData)
    req.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    req.once('close', () => reject(new Refusal('invalid', 'The body ended early.')))
    req.once('error', () => reject(new Refusal('invalid', 'The body ended early.')))
  })
}

function parse(body: Buffer): unknown {
  if (!isUtf8(body)) throw new Refusal('invalid', 'The body is not UTF-8.')
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new Refusal('invalid', 'The body is not JSON.')
  }
}
