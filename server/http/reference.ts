import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import compression from 'compression'
import express, { Router } from 'express'
import { openapi } from './openapi.ts'

const HOME = '/api/reference'

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Afterword API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="${HOME}/ui/swagger-ui.css">
</head>
<body>
<main id="reference"><p><a href="/api/openapi.json">The API as an OpenAPI document</a></p></main>
<script src="${HOME}/ui/swagger-ui-bundle.js"></script>
<script src="${HOME}/start.js"></script>
</body>
</html>
`

const start = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  tryItOutEnabled: true,
  withCredentials: false,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
})
`

/** `/api/openapi.json`, for any page and program. */
export function openapiDocument(): Router {
  const router = Router()
  // Made when first asked for: it takes 100 ms that a start should not.
  let document: string | undefined
  router.get('/api/openapi.json', compression(), (_req, res) => {
    document ??= JSON.stringify(openapi())
    res.setHeader('Access-Control-Allow-Origin', '*')
    res.setHeader('Cache-Control', 'no-cache')
    res.type('json').send(document)
  })
  return router
}

/** `/api/reference`: the document to read and to try out, with everything it needs from this server. */
export function reference(): Router {
  const router = Router()
  const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  router.use(HOME, compression())
  router.get(HOME, (_req, res) => void res.type('html').send(page))
  router.get(`${HOME}/start.js`, (_req, res) => void res.type('js').send(start))
  router.use(`${HOME}/ui`, express.static(files, { index: false, redirect: false, maxAge: '1h' }))
  return router
}
