import * as z from 'zod'

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on')
const list = z.string().transform((value) => value.split(/[\s,]+/).filter(Boolean))

/** Every setting, read from the environment; the descriptions become the table in docs/configuration.md. */
export const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('Port to listen on; 0 picks a free one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('Address readers reach the server at; http://HOST:PORT unless set.'),
  DATA_DIR: z.string().min(1).default('./data').describe('Folder of the SQLite database.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional()
    .describe('PostgreSQL to use instead of SQLite.'),
  SITE_NAME: z.string().min(1).max(80).default('The Saltmarsh Courier').describe('Name of the publication.'),
  ALLOWED_ORIGINS: list
    .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)))
    .default([])
    .describe('Origins of pages that may embed threads, parted by commas; PUBLIC_URL is always allowed.'),
  TRUST_PROXY: list
    .default([])
    .describe('Addresses or networks (CIDR) of reverse proxies whose X-Forwarded-For is believed; none unless set.'),
  MAIL_URL: z
    .union([z.enum(['file', 'console', 'off']), z.string().regex(/^smtps?:\/\/[^/]+/)], {
      error: 'must be file, console, off, or begin with smtp:// or smtps://',
    })
    .default('file')
    .describe(
      'Where mail goes: smtp://USER:PASSWORD@HOST:PORT (or smtps://), file for the folder mail in DATA_DIR, console, or off.',
    ),
  MAIL_FROM: z.email().optional().describe('Sender of mail; afterword@ the host of PUBLIC_URL unless set.'),
  PRIVATE_NETWORK: onOff
    .default(false)
    .describe(
      'Whether webhooks, an external check of comments, sign-in providers and a publisher’s keys may be at plain http and at addresses of your own network: on or off.',
    ),
  DEMO: onOff.default(true).describe('Fill an empty database with the demonstration newspaper: on or off.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('Least level logged.'),
})

export interface Config extends Omit<z.output<typeof Environment>, 'PUBLIC_URL'> {
  /** Without a trailing slash. With PORT 0 it is set once the port is known. */
  PUBLIC_URL: string
}

/**
 * Reads the settings from environment variables; an empty value counts as not set.
 *
 * @throws Error whose message names each wrong variable on a line of its own.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(set)
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const { PUBLIC_URL, HOST, PORT } = parsed.data
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return { ...parsed.data, PUBLIC_URL: PUBLIC_URL ?? `http://${host}:${PORT}` }
}
