import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request, type RequestHandler, Router } from 'express'
import { caseHandlers } from './cases/routes.ts'
import { commentHandlers } from './comments/routes.ts'
import type { Context } from './context.ts'
import { deskHandlers } from './desk/routes.ts'
import { Refusal } from './errors.ts'
import { figureHandlers } from './figures/routes.ts'
import { heldHandlers } from './held/routes.ts'
import { addressKey } from './http/address.ts'
import { allowOrigins } from './http/cors.ts'
import { createServer } from './http/create-server.ts'
import { apiHeaders, pageHeaders, sharedFiles } from './http/headers.ts'
import { health } from './http/health.ts'
import { type Handlers, mount } from './http/mount.ts'
import { answerErrors } from './http/problem.ts'
import { openapiDocument, reference } from './http/reference.ts'
import { logRequests } from './http/request-log.ts'
import { logHandlers } from './log/routes.ts'
import { noticeHandlers } from './notices/routes.ts'
import { webhookHandlers } from './outgoing/routes.ts'
import { pagesRouter } from './pages/router.ts'
import { accountHandlers } from './people/account-routes.ts'
import { inOffice } from './people/in-office.ts'
import { isKey, publisherByKey } from './people/keys.ts'
import { peopleHandlers } from './people/routes.ts'
import { viewerByToken } from './people/session.ts'
import { reactionHandlers } from './reactions/routes.ts'
import { openLive } from './realtime/live.ts'
import { sanctionHandlers } from './sanctions/routes.ts'
import { screeningHandlers } from './screening/routes.ts'
import { siteHandlers } from './sites/routes.ts'
import { storyHandlers } from './stories/routes.ts'
import { suspensionHandlers } from './suspensions/routes.ts'
import { updateHandlers } from './updates/routes.ts'

/** A newsroom or a school may share one address. What waits for one socket is bounded as well: some 500 kB each. */
const SOCKETS_PER_ADDRESS = 200

/** A missing handler fails to compile here. */
const handlers: Handlers = {
  ...storyHandlers,
  ...commentHandlers,
  ...suspensionHandlers,
  ...heldHandlers,
  ...figureHandlers,
  ...screeningHandlers,
  ...deskHandlers,
  ...siteHandlers,
  ...caseHandlers,
  ...updateHandlers,
  ...logHandlers,
  ...reactionHandlers,
  ...noticeHandlers,
  ...peopleHandlers,
  ...sanctionHandlers,
  ...accountHandlers,
  ...webhookHandlers,
}

export interface AppOptions {
  /** Whether too many requests are refused; switched off by benchmarks and by tests of races. */
  limits?: boolean
}

export interface App {
  /** Where it listens, without a trailing slash; empty before `listen`. */
  readonly url: string
  http: Server
  /** Listens on HOST and PORT; with PORT 0 the settings' PUBLIC_URL takes the port that was free. Resolves to `url`. */
  listen(): Promise<string>
  /** Says on `/readyz` that no more work should be sent here, and lets clients know with each answer. */
  drain(): void
  /** Stops taking requests, lets those in hand finish, and closes the sockets: their clients connect anew. */
  close(): Promise<void>
}

/** Puts the parts together: everything the server answers. */
export async function createApp(ctx: Context, { limits = true }: AppOptions = {}): Promise<App> {
  let isDraining = false
  let url = ''
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('trust proxy', ctx.config.TRUST_PROXY.length > 0 ? ctx.config.TRUST_PROXY : false)
  app.use(logRequests(ctx.log))
  app.use((_req, res, next) => {
    if (isDraining) res.setHeader('Connection', 'close')
    next()
  })
  app.use(under('/api/reference', Router().use(pageHeaders(ctx.config), reference())))
  app.use(under('/api/', api(ctx, limits)))
  app.use(health(ctx, () => isDraining))
  app.use(pageHeaders(ctx.config))
  app.use(['/assets', '/embed.js', '/embed.js.map'], sharedFiles)
  app.use(pagesRouter(ctx, limits))
  app.use(answerErrors(ctx))
  const http = createServer(app, ctx.log)
  const live = openLive(ctx, http, {
    socketsPerAddress: limits ? SOCKETS_PER_ADDRESS : Number.POSITIVE_INFINITY,
    addressOf: ({ headers, socket }) => {
      // Express's own reading of the address, also for requests that it is not given.
      const asked: Request = Object.assign(Object.create(app.request), { headers, socket })
      return addressKey(asked.ip)
    },
  })
  return {
    http,
    get url() {
      return url
    },
    async listen() {
      url = await listen(http, ctx)
      return url
    },
    drain() {
      isDraining = true
    },
    async close() {
      isDraining = true
      const idle = setInterval(() => http.closeIdleConnections(), 50)
      const late = setTimeout(() => http.closeAllConnections(), 8_000)
      await live.close()
      clearInterval(idle)
      clearTimeout(late)
    },
  }
}

function api(ctx: Context, limits: boolean): Router {
  const router = Router()
  router.use(apiHeaders(ctx.config), openapiDocument(), allowOrigins(ctx.config))
  router.use(
    mount(ctx, handlers, {
      identify: (ctx, token) => (isKey(token) ? publisherByKey : viewerByToken)(ctx, token),
      inOffice,
      limits,
    }),
  )
  router.use((req) => {
    throw new Refusal('not_found', `There is nothing at ${req.path.slice(0, 200)}.`)
  })
  return router
}

/** As mounting on a path, but leaves the address as it is and costs one comparison. */
function under(prefix: string, handle: RequestHandler): RequestHandler {
  return (req, res, next) => (req.url.startsWith(prefix) ? handle(req, res, next) : next())
}

function listen(http: Server, { config }: Context): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.PORT, config.HOST, () => {
      http.off('error', reject)
      const { port } = http.address() as AddressInfo
      const own = new URL(config.PUBLIC_URL)
      if (own.port === '0') {
        own.port = String(port)
        config.PUBLIC_URL = own.origin
      }
      resolve(`http://${addressOf(config.HOST)}:${port}`)
    })
  })
}

/** How a browser on this machine reaches an address that is listened on. */
function addressOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
