import type { Context, Publisher, Reader, Viewer } from '../context.ts'
import type { Endpoints, Key, Parsed, Result } from '../contract/index.ts'
import type { Caller } from './caller.ts'
import type { Ready } from './ready.ts'

/** What an endpoint's handler is given: parsed input, and who asks: signed in for certain where the role says so. */
export type Asked<K extends Key> = Parsed<K> & {
  viewer: Endpoints[K]['role'] extends 'anyone'
    ? Viewer
    : Endpoints[K] extends { forPublishers: true }
      ? Reader | Publisher
      : Reader
  caller: Caller
}

/** A handler for every endpoint of the contract. A feature's map `satisfies Partial<Handlers>`. */
export type Handlers = { [K in Key]: (ctx: Context, request: Asked<K>) => Promise<Result<K> | Ready> }
