import * as z from 'zod'

export type Json = Record<string, unknown>

const target = 'draft-2020-12'
type Io = 'input' | 'output'

/** The JSON Schema of a contract shape; shapes with an id are named, and stand among the components. */
export function schemaOf(schema: z.ZodType, io: Io): Json {
  const id = z.globalRegistry.get(schema)?.id
  if (id !== undefined) return { $ref: `#/components/schemas/${id}` }
  return plain(z.toJSONSchema(schema, { io, target, override }) as Json)
}

/** Every shape of the contract that has an id, as it leaves the server. */
export function componentsFrom(): Record<string, Json> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { target, override, uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema as Json)]))
}

/** Each schema brings its own definitions; in the document they are the components. */
function plain({ $schema, $id, id, $defs, ...json }: Json): Json {
  return JSON.parse(JSON.stringify(json).replaceAll('#/$defs/', '#/components/schemas/'))
}

function override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  // A format says it; zod's patterns for date-times and addresses run to hundreds of characters.
  if (jsonSchema.format) delete jsonSchema.pattern
  // 2^53 is no limit that anyone needs to be told.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  delete jsonSchema.id
  Object.assign(jsonSchema, lengthsAfter(zodSchema))
}

/** Text is trimmed before its length is checked; the input's schema alone would not show the limits. */
function lengthsAfter(schema: z.core.$ZodTypes): Json {
  if (schema._zod.def.type !== 'pipe') return {}
  const { out } = schema._zod.def
  if (out._zod.def.type !== 'string') return lengthsAfter(out as z.core.$ZodTypes)
  const { minLength, maxLength } = z.toJSONSchema(out)
  return { ...(minLength === undefined ? {} : { minLength }), ...(maxLength === undefined ? {} : { maxLength }) }
}
