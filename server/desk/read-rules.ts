import { waitingByRule } from '../../db/desk-counts.ts'
import { rulesAsTheyWere, standingRules } from '../../db/screening.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { confinedTo } from '../people/offices.ts'

type Shown = Result<'GET /api/v1/desk/rules'>

/** The rules comments are held by: all that stand, and those removed since that hold some still. */
export async function readHoldingRules({ db: { read } }: Context, by: Reader): Promise<Shown> {
  const [standing, waiting] = await Promise.all([standingRules(read), waitingByRule(read, confinedTo(by))])
  const holding = standing.filter(({ id, outcome }) => outcome === 'hold' || waiting.has(id))
  const names = new Map(holding.map(({ id, name }) => [id, name]))
  const gone = [...waiting.keys()].filter((id) => !names.has(id))
  const versions = (await rulesAsTheyWere(read, gone)).sort((a, b) => a.version - b.version)
  const old = new Map(versions.map(({ id, name }) => [id, name]))
  const row = (id: string, name: string, isRemoved: boolean) => ({ id, name, isRemoved, pending: waiting.get(id) ?? 0 })
  return {
    rules: [
      ...[...names].map(([id, name]) => row(id, name, false)),
      ...gone.map((id) => row(id, old.get(id) ?? '', true)),
    ],
  }
}
