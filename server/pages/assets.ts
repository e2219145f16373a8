import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, type Response, Router } from 'express'
import { emblem } from './emblem.ts'

const YEAR_S = 31_536_000
const HASHED = /-[\w-]{8,}\.(?:js|css|map)$/

/** Where the build puts the client's programs: seen from the built server, or from the source. */
function clientFolder(): string | undefined {
  const places = ['../client', '../../dist/client'].map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return places.find((place) => existsSync(`${place}/assets`))
}

/** The client's programs and the small files of the site. Names with a hash are kept for good; others are asked for each time. */
export function assets(): Router {
  const router = Router()
  router.get('/favicon.svg', small('image/svg+xml', emblem))
  router.use(['/assets', '/embed.js', '/embed.js.map'], files)
  return router
}

let served: RequestHandler | undefined

/** Looked for until it is there: in development the first build may end after the server's start. */
const files: RequestHandler = (req, res, next) => {
  const folder = served ? undefined : clientFolder()
  if (folder) served = express.static(folder, { index: false, redirect: false, setHeaders })
  if (!served) {
    res.status(503).type('text/plain').send('The client is not built. Run: npm run build\n')
    return
  }
  // Below the place it is mounted at, the router has taken that place off the address.
  req.url = req.originalUrl
  served(req, res, next)
}

function setHeaders(res: Response, path: string): void {
  res.setHeader('Cache-Control', HASHED.test(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache')
}

function small(type: string, content: string): RequestHandler {
  return (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=86400')
    res.type(type).send(content)
  }
}
