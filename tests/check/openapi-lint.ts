import { Validator } from '@seriousme/openapi-schema-validator'
import { endpoints } from '../../server/contract/index.ts'
import { openapi } from '../../server/http/openapi.ts'

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  responses?: Record<string, { $ref?: string }>
  parameters?: { name: string; in: string; description?: string }[]
}
interface Document {
  tags: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; responses: Record<string, unknown> }
}

/** Problems of the OpenAPI document: what the specification forbids, and what a reader of it would miss. */
export async function openapiLint(): Promise<string[]> {
  const document = openapi() as unknown as Document
  const { valid, errors } = await new Validator().validate(openapi())
  const invalid = valid ? [] : [`not a valid OpenAPI document: ${JSON.stringify(errors, null, 2)}`]
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )
  const known = new Set(document.tags.filter(({ description }) => description).map(({ name }) => name))
  return [
    ...invalid,
    ...operations.flatMap(({ name, operation }) => problemsOf(operation, known).map((words) => `${name}: ${words}`)),
    ...twice(operations.map(({ operation }) => operation.operationId ?? '')).map(
      (id) => `operationId ${id} is used twice`,
    ),
    ...dangling(document),
    ...(operations.length === Object.keys(endpoints).length ? [] : ['not every endpoint of the contract is described']),
  ]
}

function problemsOf({ operationId, summary, tags = [], responses = {} }: Operation, known: Set<string>): string[] {
  const codes = Object.keys(responses)
  const problems: [boolean, string][] = [
    [!operationId, 'no operationId'],
    [!summary, 'no summary'],
    [(summary ?? '').endsWith('.'), 'the summary ends with a full stop'],
    [tags.length !== 1, 'not exactly one tag'],
    [tags.some((tag) => !known.has(tag)), `the tag ${tags.join()} is not described`],
    [!codes.some((code) => code.startsWith('2')), 'no answer for success'],
    [!codes.some((code) => code.startsWith('4')), 'no answer for a refusal'],
    [!codes.includes('500'), 'no answer for a failure'],
  ]
  return problems.flatMap(([found, words]) => (found ? [words] : []))
}

function twice(names: string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
}

/** References that lead nowhere. */
function dangling(document: Document): string[] {
  const refs = new Set([...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? ''))
  return [...refs].filter((ref) => !exists(document, ref)).map((ref) => `${ref} is referred to, but does not exist`)
}

function exists(document: Document, ref: string): boolean {
  const [, kind, name] = /^#\/components\/(schemas|responses)\/(.+)$/.exec(ref) ?? []
  return (kind === 'schemas' || kind === 'responses') && name !== undefined && name in document.components[kind]
}
