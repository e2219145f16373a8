import { randomBytes } from 'node:crypto'
import type * as z from 'zod'
import type { Queries, Tx } from '../../db/database.ts'
import { addRuleVersion, type ScreeningRuleRow, standingRules } from '../../db/screening.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import type { ScreeningRuleWanted } from '../contract/screening.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { isInReach, OUT_OF_REACH } from '../outgoing/reach.ts'
import { type Check, patternFaults, stepsOf } from './compile.ts'
import { presentRule, storiesOf } from './read-rules.ts'
import { siteOf } from './text/links.ts'
import { isPhrase } from './text/phrases.ts'

type Wanted = z.output<typeof ScreeningRuleWanted>
type Changed = Result<'PUT /api/v1/screening/rules/:id'>
/** Whatever a site needs, and few enough to ask each about every comment. */
const MOST_RULES = 100
/** Steps that the patterns of all rules together may ask for at each letter: twice those of one rule. */
const MOST_STEPS = 4_000
const KEY = 'screening'

/**
 * Adds a rule. Of an external check it makes the secret that its requests are signed with, which is told once.
 * @throws Refusal `invalid`: a pattern, phrase, site or address that cannot be used; `conflict`: there are a hundred rules
 * already, or too much to be looked for in each comment.
 */
export async function addRule(ctx: Context, by: Reader, wanted: Wanted): Promise<Changed> {
  refuseFaults(ctx, wanted.check, 'body')
  return ctx.db.transact(KEY, async (tx) => {
    if ((await standingRules(tx)).length >= MOST_RULES)
      throw new Refusal('conflict', `There are ${MOST_RULES} rules already. Remove one first.`)
    const secret = wanted.check.kind === 'external' ? newSecret() : null
    return keep(tx, { ...rowOf(wanted), id: newId(), version: 1, secret }, by, ctx.now(), secret)
  })
}

/**
 * Changes a rule: a new version, from now on. Of two changes of one version the second is refused.
 * @throws Refusal `not_found`; `conflict`: changed meanwhile, or as `addRule`; `invalid` as `addRule`, and for another kind.
 */
export async function changeRule(
  ctx: Context,
  by: Reader,
  id: string,
  { version, rule, newSecret: anew }: { version: number; rule: Wanted; newSecret: boolean },
): Promise<Changed> {
  refuseFaults(ctx, rule.check, 'body.rule')
  return ctx.db.transact(KEY, async (tx) => {
    const old = await requireRule(tx, id)
    if (old.version !== version)
      throw new Refusal('conflict', 'This rule was changed meanwhile. Look at it again.', {
        current: { version: old.version },
      })
    if (old.kind !== rule.check.kind) throw new Refusal('invalid', 'A rule stays of its kind. Add another instead.')
    const secret = anew && old.kind === 'external' ? newSecret() : null
    const row = { ...rowOf(rule), id, version: version + 1, secret: secret ?? old.secret }
    return keep(tx, row, by, ctx.now(), secret)
  })
}

/** Removes a rule; what it holds stays held, and names it still. @throws Refusal `not_found`. */
export async function removeRule(ctx: Context, by: Reader, id: string): Promise<void> {
  await ctx.db.transact(KEY, async (tx) => {
    const { changedByName: _name, ...old } = await requireRule(tx, id)
    const change = { version: old.version + 1, isRemoved: true, secret: null }
    await addRuleVersion(tx, { ...old, ...change, changedBy: by.personId, changedAt: ctx.now() })
  })
}

type NewRow = Omit<ScreeningRuleRow, 'isRemoved' | 'changedBy' | 'changedAt'>

async function keep(tx: Tx, row: NewRow, by: Reader, now: number, secret: string | null): Promise<Changed> {
  if (row.isOn) await refuseTooMuch(tx, row)
  const whole = { ...row, isRemoved: false, changedBy: by.personId, changedAt: now }
  await addRuleVersion(tx, whole)
  const shown = presentRule({ ...whole, changedByName: by.name }, await storiesOf(tx, [whole]), [])
  if (!shown) throw new Error('a rule was kept that cannot be read')
  return { ...shown, secret }
}

/** @throws Refusal `conflict`. */
async function refuseTooMuch(tx: Tx, { id, check }: Pick<NewRow, 'id' | 'check'>): Promise<void> {
  const own = stepsOf(check)
  if (own === 0) return
  const others = (await standingRules(tx)).filter((one) => one.isOn && one.id !== id)
  if (others.reduce((sum, one) => sum + stepsOf(one.check), own) > MOST_STEPS)
    throw new Refusal(
      'conflict',
      'With the patterns of the other rules each comment would take long. Repeat less, or switch one of them off first.',
    )
}

function rowOf({ name, isOn, outcome, houseRule, scope, check }: Wanted) {
  return { kind: check.kind, name, isOn, outcome, houseRule, scope, check }
}

async function requireRule(tx: Queries, id: string) {
  const rule = (await standingRules(tx)).find((one) => one.id === id)
  if (!rule) throw new Refusal('not_found', 'There is no such rule.')
  return rule
}

/** @throws Refusal `invalid`, which names each phrase, pattern, site or address that cannot be used. */
export function refuseFaults(ctx: Context, check: Check, at: string): void {
  const issues = faultsOf(ctx, check).map(({ path, message }) => ({ path: `${at}.check.${path}`, message }))
  const [first] = issues
  if (first) throw new Refusal('invalid', first.message, { issues })
}

function faultsOf({ config }: Context, check: Check): { path: string; message: string }[] {
  if (check.kind === 'pattern')
    return patternFaults(check.patterns).flatMap((fault, i) =>
      fault === undefined ? [] : [{ path: `patterns.${i}`, message: `“${check.patterns[i]}”: ${fault}` }],
    )
  if (check.kind === 'words')
    return check.phrases.flatMap((phrase, i) =>
      isPhrase(phrase) ? [] : [{ path: `phrases.${i}`, message: `“${phrase}” has no letters that can be looked for.` }],
    )
  if (check.kind === 'external')
    return isInReach(check.url, { allowsPrivate: config.PRIVATE_NETWORK })
      ? []
      : [{ path: 'url', message: OUT_OF_REACH }]
  if (check.kind !== 'links') return []
  return (['blocked', 'allowed'] as const).flatMap((list) =>
    check[list].flatMap((site, i) =>
      siteOf(site) === undefined ? [{ path: `${list}.${i}`, message: `“${site}” is not the name of a site.` }] : [],
    ),
  )
}

/** As Standard Webhooks writes secrets. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
