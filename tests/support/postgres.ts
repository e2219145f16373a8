import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Way, waysToRun } from './postgres-binaries.ts'

const run = promisify(execFile)
const SUPERUSER = 'afterword'
/** The collation sorts as people do, so that a test notices a query that relies on the order of bytes. */
const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en']
/** Nothing in it is to outlast the run. */
const SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'max_connections=300',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'dynamic_shared_memory_type=mmap',
].flatMap((setting) => ['-c', setting])

export interface Postgres {
  /** Of a superuser, at the database `postgres`. */
  url: string
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL of our own, from the binaries that npm installed, on a free port and in a temporary folder.
 * Both go with `stop` or with this process, however it ends.
 *
 * @throws Error of one line that says what to do, when none of the ways works on this machine.
 */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(temporaryFolder(), 'afterword-postgres-'))
  const reasons: string[] = []
  try {
    for (const way of waysToRun(folder)) {
      try {
        return await startIn(folder, way)
      } catch (error) {
        reasons.push(lastLine(error))
      }
    }
  } catch (error) {
    reasons.push(lastLine(error))
  }
  rmSync(folder, { recursive: true, force: true })
  throw new Error(
    `PostgreSQL for the tests did not start (${[...new Set(reasons)].join('; ')}). Set TEST_DATABASE_URL to a server ` +
      'where its user may create databases.',
  )
}

async function startIn(folder: string, way: Way): Promise<Postgres> {
  const data = join(folder, 'data')
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (way.user) for (const path of [folder, data, passwordFile]) chownSync(path, way.user.uid, way.user.gid)

  // One round of hashing instead of 4,096: every test connects anew.
  const access = ['-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '-c', 'scram_iterations=1']
  const [command, args] = commandOf(way, 'initdb', ['-D', data, '--no-sync', ...LOCALE, ...access])
  await run(command, args, optionsOf(folder, way))

  const port = await freePort()
  const server = spawn(...commandOf(way, 'postgres', ['-D', data, '-p', String(port), ...SETTINGS]), {
    ...optionsOf(folder, way),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A Ctrl-C at the terminal is for the test runner.
    detached: true,
  })
  await ready(server)
  const watch = watchOver(server, folder)
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      watch.ref()
      watch.stdin?.end()
      await once(watch, 'exit')
    },
  }
}

function commandOf(way: Way, name: string, args: string[]): [string, string[]] {
  const [command = name, ...rest] = [...way.before, join(way.bin, name), ...args]
  return [command, rest]
}

function optionsOf(folder: string, { user }: Way) {
  return { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...user }
}

/** Resolves when the server takes connections. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(said || `postgres ended with ${code}`)))
  })
}

/** Stops the server and removes its files when our end of the pipe closes, which it also does when we are killed. */
function watchOver(server: ChildProcess, folder: string): ChildProcess {
  const script =
    'cat >/dev/null; kill -QUIT "$0"; n=0; while kill -0 "$0" && [ $n -lt 40 ]; do sleep 0.05; n=$((n+1)); done; rm -rf "$1"'
  const watch = spawn('sh', ['-c', script, String(server.pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  for (const child of [watch, server]) child.unref()
  ;(server.stderr as unknown as { unref(): void }).unref()
  ;(watch.stdin as unknown as { unref(): void }).unref()
  return watch
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** As root, a folder that other users can reach. */
function temporaryFolder(): string {
  return process.getuid?.() === 0 ? '/tmp' : tmpdir()
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string }
  return (stderr || message || String(error)).trim().split('\n').at(-1) ?? ''
}
