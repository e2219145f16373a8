import { Environment } from '../config.ts'

export interface Setting {
  name: string
  description: string
  /** As it would be written in the environment; empty when there is none. */
  fallback: string
}

/** Every setting, in the order of the schema that reads them. */
export function settings(): Setting[] {
  return Object.entries(Environment.shape).map(([name, schema]) => ({
    name,
    description: schema.description ?? '',
    fallback: written(defaultOf(schema)),
  }))
}

/** The page docs/configuration.md; `npm run check` fails when the file says anything else. */
export function settingsPage(): string {
  const rows = settings().map(
    ({ name, fallback, description }) => `| \`${name}\` | ${fallback ? `\`${fallback}\`` : ''} | ${description} |`,
  )
  return [
    '# Settings',
    '',
    'Afterword is set up by environment variables. All have a default or may be left out; a wrong value is refused at start.',
    '',
    '| Variable | Default | What it does |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function defaultOf(schema: unknown): unknown {
  const { def } = schema as { def?: { type?: string; defaultValue?: unknown } }
  return def?.type === 'default' ? def.defaultValue : undefined
}

function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return value.join(',')
  return value === undefined ? '' : String(value)
}
