import type * as z from 'zod'
import type { CommentRow } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { rulesAsTheyWere, type ScreeningRow, screeningsOf } from '../../db/screening.ts'
import type { ScreeningPassage } from '../../db/tables.ts'
import { type Excerpt, type Screening, ScreeningCheck } from '../contract/screening.ts'
import { plainText } from '../text/plain.ts'
import { findingWords, heldWords, type Said } from './words.ts'

type Shown = z.output<typeof Screening>
/** Characters around words that were found. */
const AROUND = 60
const MOST_EXCERPTS = 5

type Looked = Pick<CommentRow, 'id' | 'revision' | 'html'>
interface Found {
  row: ScreeningRow
  name: string
  houseRule: Shown['houseRule']
  said: Said
  plain: string
}

/** What rules said of comments as they stand, for moderators; a comment that none held is missing from the map. */
export async function screeningsBeside(db: Queries, comments: readonly Looked[]): Promise<Map<string, Shown[]>> {
  const found = await foundIn(db, comments)
  return new Map([...found].map(([id, list]) => [id, list.map(presentScreening)]))
}

/** Why rules hold comments, in a sentence to their writer; a comment that none held is missing from the map. */
export async function heldBecause(db: Queries, comments: readonly Looked[]): Promise<Map<string, string>> {
  const found = await foundIn(db, comments)
  return new Map([...found].map(([id, list]) => [id, heldWords(list.map(({ said }) => said))]))
}

async function foundIn(db: Queries, comments: readonly Looked[]): Promise<Map<string, Found[]>> {
  const rows = await screeningsOf(db, comments)
  const rules = await rulesAsTheyWere(db, [...new Set(rows.map(({ ruleId }) => ruleId))])
  const byId = new Map<string, Found[]>()
  for (const row of rows) {
    const rule = rules.find(({ id, version }) => id === row.ruleId && version === row.ruleVersion)
    const check = ScreeningCheck.safeParse(rule?.check)
    const html = comments.find(({ id }) => id === row.commentId)?.html
    if (!rule || !check.success || html === undefined || row.commentId === null) continue
    const plain = plainText(html)
    const said = { outcome: row.outcome, check: check.data, detail: row.detail, found: wordsAt(plain, row.passages) }
    const { name, houseRule } = rule
    byId.set(row.commentId, [...(byId.get(row.commentId) ?? []), { row, name, houseRule, said, plain }])
  }
  return byId
}

function presentScreening({ row, name, houseRule, said, plain }: Found): Shown {
  const { ruleId, kind, passages } = row
  return { ruleId, name, kind, houseRule, words: findingWords(said), excerpts: excerptsOf(plain, passages) }
}

function wordsAt(plain: string, passages: readonly ScreeningPassage[]): string[] {
  return passages.map(({ start, end }) => plain.slice(start, end))
}

/** The words found, each with some of those around it. */
export function excerptsOf(plain: string, passages: readonly ScreeningPassage[]): z.output<typeof Excerpt>[] {
  return passages.slice(0, MOST_EXCERPTS).map(({ start, end }) => {
    const from = Math.max(0, start - AROUND)
    const before = plain.slice(from, start)
    const after = plain.slice(end, end + AROUND)
    return {
      before: from > 0 ? `…${before.replace(/^\S*\s/, '')}` : before,
      words: plain.slice(start, end),
      after: end + AROUND < plain.length ? `${after.replace(/\s\S*$/, '')}…` : after,
    }
  })
}
