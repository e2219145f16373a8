import type { Request } from 'express'
import type * as z from 'zod'
import type { Endpoint } from '../contract/endpoint.ts'
import type { Part } from '../contract/index.ts'
import { Refusal } from '../errors.ts'

export interface Issue {
  /** Part of the request and field, such as `body.email`. */
  path: string
  message: string
}

/**
 * The parts of a request that an endpoint names, parsed; everything else is left behind.
 *
 * @throws Refusal `invalid` with every issue of every part.
 */
export function readInput(endpoint: Endpoint, req: Request, body: unknown): Partial<Record<Part, unknown>> {
  const input: Partial<Record<Part, unknown>> = {}
  const issues: Issue[] = []
  const parts: [Part, z.ZodType | undefined, () => unknown][] = [
    ['params', endpoint.params, () => req.params],
    ['query', endpoint.query, () => singleValues(req.query, issues)],
    ['headers', endpoint.headers, () => req.headers],
    ['body', endpoint.body, () => body],
  ]
  for (const [part, schema, raw] of parts) {
    if (!schema) continue
    const parsed = schema.safeParse(raw())
    if (parsed.success) input[part] = parsed.data
    else
      issues.push(
        ...parsed.error.issues.map(({ path, message }) => ({ path: [part, ...path.map(String)].join('.'), message })),
      )
  }
  if (issues.length > 0)
    throw new Refusal('invalid', 'Some of what was sent is missing or not as expected.', { issues })
  return input
}

/** A parameter given twice is refused: which of the two was meant cannot be known. */
function singleValues(query: Request['query'], issues: Issue[]): Record<string, unknown> {
  const single: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') single[name] = value
    else issues.push({ path: `query.${name.slice(0, 40)}`, message: 'Give it once.' })
  }
  return single
}
