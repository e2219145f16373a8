import type * as z from 'zod'
import { casesByIds } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { peopleByIds } from '../../db/people.ts'
import { peopleNames } from '../../db/people-names.ts'
import { grantsOf } from '../../db/roles.ts'
import { type SanctionRow, type SanctionStepRow, sanctionStepsOf } from '../../db/sanctions.ts'
import { storiesByIds } from '../../db/stories.ts'
import type { Reader } from '../context.ts'
import type { Sanction, StaffSanction } from '../contract/sanctions.ts'
import { iso, isoOrNull } from '../iso.ts'
import { type Confined, confinedTo } from '../people/offices.ts'
import { plainText } from '../text/plain.ts'
import { barFor, isTheirs } from './ranks.ts'
import { isHolding, isToJudge, lastsUntil, mayAppeal, mayUndo, SANCTION_UNDO_MS } from './rules.ts'

const EXCERPT = 200

type Led = Pick<z.output<typeof Sanction>, 'comments' | 'cases'>

/** Sanctions as the person is told of them. */
export async function presentSanctions(
  db: Queries,
  rows: readonly SanctionRow[],
  now: number,
): Promise<z.output<typeof Sanction>[]> {
  const led = await whatLed(db, rows)
  return rows.map((row) => presentSanction(row, led(row), now))
}

export async function presentOwnSanction(db: Queries, row: SanctionRow, now: number) {
  const [shown] = await presentSanctions(db, [row], now)
  if (!shown) throw new Error('a sanction was presented as nothing')
  return shown
}

/** Sanctions with their history, as staff see them. */
export async function presentForStaff(
  db: Queries,
  rows: readonly SanctionRow[],
  by: Reader,
  now: number,
): Promise<z.output<typeof StaffSanction>[]> {
  const personIds = [...new Set(rows.map((row) => row.personId))]
  const [led, steps, people, grants] = await Promise.all([
    whatLed(db, rows, confinedTo(by)),
    sanctionStepsOf(
      db,
      rows.map((row) => row.id),
    ),
    peopleByIds(db, personIds),
    grantsOf(db, personIds),
  ])
  const actors = [...steps.values()].flat().flatMap((step) => step.personId ?? [])
  const names = await peopleNames(db, [...new Set([...actors, ...rows.flatMap((row) => row.createdBy ?? [])])])
  return rows.map((row) => {
    const history = steps.get(row.id) ?? []
    const person = { personId: row.personId, grants: grants.get(row.personId) ?? [] }
    return {
      ...presentSanction(row, led(row), now),
      personId: row.personId,
      name: people.find(({ id }) => id === row.personId)?.name ?? '',
      by: (row.createdBy && names.get(row.createdBy)) ?? null,
      note: row.note,
      version: row.version,
      undoUntil: mayUndo(row, now) ? iso(row.createdAt + SANCTION_UNDO_MS) : null,
      mayChange: isTheirs(by, row) && barFor(by, person) === undefined,
      mayJudge: isTheirs(by, row) && isToJudge(row) && isAnother(by, row, history),
      history: history.map(({ step, at, personId, words, before }) => ({
        ...{ step, at: iso(at), words, before },
        by: (personId && names.get(personId)) ?? null,
      })),
    }
  })
}

/** Whether somebody had no hand in it: only they judge an appeal, and never their own. */
export function isAnother(by: Reader, row: SanctionRow, history: readonly SanctionStepRow[]): boolean {
  const own = history.some(({ step, personId }) => personId === by.personId && (step === 'made' || step === 'changed'))
  return !own && row.personId !== by.personId
}

function presentSanction(row: SanctionRow, led: Led, now: number): z.output<typeof Sanction> {
  const isOver = row.endedAt === null && !isHolding(row, now)
  return {
    id: row.id,
    kind: row.kind,
    slowSeconds: row.slowSeconds,
    section: row.section || null,
    rule: row.rule,
    reason: row.reason,
    createdAt: iso(row.createdAt),
    endsAt: isoOrNull(row.endsAt),
    reviewAt: isoOrNull(row.reviewAt),
    lastsUntil: isoOrNull(lastsUntil(row)),
    isHolding: isHolding(row, now),
    acknowledgedAt: isoOrNull(row.acknowledgedAt),
    endedAt: isoOrNull(isOver ? row.holdsUntil : row.endedAt),
    ended: isOver ? 'over' : row.ended,
    appeal: {
      isPossible: mayAppeal(row, now),
      state: row.appeal,
      words: row.appealWords,
      answer: row.appealAnswer,
      at: isoOrNull(row.appealedAt),
      decidedAt: isoOrNull(row.appealDecidedAt),
    },
    ...led,
  }
}

/** The comments and cases that led to sanctions. What the writer deleted since is left out, and what is of no section asked for. */
async function whatLed(
  db: Queries,
  rows: readonly SanctionRow[],
  { sections }: Confined = {},
): Promise<(row: SanctionRow) => Led> {
  const [comments, cases] = await Promise.all([
    commentsByIds(db, [...new Set(rows.flatMap((row) => row.commentIds))]),
    casesByIds(db, [...new Set(rows.flatMap((row) => row.caseIds))]),
  ])
  const stories = await storiesByIds(db, [...new Set([...comments, ...cases].map((one) => one.storyId))])
  const within = new Set(stories.flatMap(({ id, section }) => (!sections || sections.includes(section) ? id : [])))
  const urls = new Map(stories.map((story) => [story.id, story.url]))
  return ({ commentIds, caseIds }) => ({
    comments: comments
      .filter(({ id, storyId }) => commentIds.includes(id) && within.has(storyId))
      .filter(({ state, deletedAt }) => state !== 'deleted' && deletedAt === null)
      .map(({ id, storyId, html }) => ({
        id,
        url: `${urls.get(storyId) ?? ''}#comment-${id}`,
        text: excerptOf(html),
      })),
    cases: cases
      .filter(({ id, storyId }) => caseIds.includes(id) && within.has(storyId))
      .map(({ id, reference }) => ({ id, reference })),
  })
}

export function excerptOf(html: string): string {
  const text = plainText(html).replace(/\s+/g, ' ')
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT).trimEnd()}…` : text
}
