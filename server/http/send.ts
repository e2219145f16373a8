import { gzip } from 'node:zlib'
import compression from 'compression'
import type { Request, Response } from 'express'
import type { Ready } from './ready.ts'

const WORTH_COMPRESSING = 1024
const JSON_TYPE = 'application/json; charset=utf-8'
const compress = compression({ threshold: WORTH_COMPRESSING })

/** Sends an answer as JSON, compressed if it is long. It is the caller's alone: nobody keeps a copy. */
export function sendJson(req: Request, res: Response, status: number, answer: unknown): void {
  res.statusCode = status
  res.setHeader('Cache-Control', 'no-store')
  if (status === 204) {
    res.end()
    return
  }
  const text = JSON.stringify(answer)
  res.setHeader('Content-Type', JSON_TYPE)
  if (text.length >= WORTH_COMPRESSING) compress(req, res, () => undefined)
  res.end(text)
}

/** Sends bytes made before; 304 to a caller who has them. A cache may keep them but must ask each time. */
export function sendReady(req: Request, res: Response, answer: Ready): void {
  answer.hits += 1
  res.setHeader('Cache-Control', 'no-cache')
  res.setHeader('ETag', answer.etag)
  if (hasTag(req.headers['if-none-match'], answer.etag)) {
    res.statusCode = 304
    res.end()
    return
  }
  const zipped = acceptsGzip(req.headers['accept-encoding']) ? zippedOf(answer) : null
  if (zipped) res.setHeader('Content-Encoding', 'gzip')
  res.setHeader('Content-Type', JSON_TYPE)
  res.end(zipped ?? answer.body)
}

/** Whether an If-None-Match header names a tag; weak comparison (RFC 9110, 8.8.3.2). */
export function hasTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === etag || header === '*') return true
  const bare = etag.replace(/^W\//, '')
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === bare)
}

function acceptsGzip(header: string | undefined): boolean {
  return header !== undefined && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(header)
}

/** Bytes that are read again are compressed once, in the background; until then they go out as they are. */
function zippedOf(answer: Ready): Buffer | null {
  if (answer.gzip === null && answer.hits > 1 && answer.body.length >= WORTH_COMPRESSING) {
    answer.gzip = 'making'
    gzip(answer.body, (error, zipped) => {
      answer.gzip = error ? null : zipped
    })
  }
  return answer.gzip === 'making' ? null : answer.gzip
}
