import type { Database } from '../../db/database.ts'
import { screeningVersion, standingRules } from '../../db/screening.ts'
import type { Context } from '../context.ts'
import { compileRow, type Rule } from './compile.ts'
import { siteOf } from './text/links.ts'

interface Kept {
  version: number
  rules: Promise<Rule[]>
}
const kept = new WeakMap<Database, Kept>()

/** The rules that are on, ready to look at texts; made ready anew only when one was changed, on whatever node. */
export async function rulesOf(ctx: Context): Promise<Rule[]> {
  const version = await versionNow(ctx.db)
  if (version === 0) return []
  const known = kept.get(ctx.db)
  if (known?.version === version) return known.rules
  const rules = load(ctx)
  kept.set(ctx.db, { version, rules })
  rules.catch(() => kept.delete(ctx.db))
  return rules
}

const asking = new WeakMap<Database, Promise<number>>()

/** Whoever asks at the same moment asks once, and is answered in turn; nobody by what was read before they asked. */
function versionNow(db: Database): Promise<number> {
  const known = asking.get(db)
  if (known !== undefined) return known
  const version = Promise.resolve().then(() => {
    asking.delete(db)
    return screeningVersion(db.read)
  })
  asking.set(db, version)
  return version
}

async function load(ctx: Context): Promise<Rule[]> {
  const rows = await standingRules(ctx.db.read)
  const own = ownSites(ctx)
  return rows.filter(({ isOn }) => isOn).flatMap((row) => compileRow(row, own) ?? [])
}

/** Where the publication itself lives. */
export function ownSites({ config }: Pick<Context, 'config'>): string[] {
  return [config.PUBLIC_URL, ...config.ALLOWED_ORIGINS].flatMap((url) => siteOf(url) ?? [])
}
