import type { Database } from '../../../db/database.ts'
import type { Tables } from '../../../db/tables.ts'
import { newId } from '../../../server/ids.ts'

const DAY = 24 * 60 * 60 * 1000
const LOT = 200

type New<T extends keyof Tables> = Tables[T]['$inferSelect']

/** All that figures are counted from. */
export interface Rows {
  sites: New<'sites'>[]
  people: New<'people'>[]
  stories: New<'stories'>[]
  comments: New<'comments'>[]
  cases: New<'cases'>[]
  caseDecisions: New<'caseDecisions'>[]
  appeals: New<'appeals'>[]
  suspensions: New<'suspensions'>[]
  notices: New<'notices'>[]
}

interface Dice {
  below(n: number): number
  pick<T>(of: readonly T[]): T
  chance(share: number): boolean
  /** Some moment of the last 14 months, often at the edge of an hour, where days begin and end. */
  moment(): number
}

function diceFrom(seed: number, now: number): Dice {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(of: readonly T[]) => of[below(of.length)] as T
  const chance = (share: number) => next() < share
  return {
    below,
    pick,
    chance,
    moment() {
      // Half of them lately, where the ranges of the tests are.
      const any = now - below(chance(0.5) ? 70 * DAY : 420 * DAY)
      if (!chance(0.3)) return any
      const HALF_HOUR = DAY / 48
      return any - (any % HALF_HOUR) - pick([0, 0, 1])
    },
  }
}

/** Rows that could stand in the tables, of every kind and with all that figures must leave out. */
export function randomRows(seed: number, now: number): Rows {
  const dice = diceFrom(seed, now)
  const site: New<'sites'> = {
    ...{ id: newId(), name: 'The Harbour Paper', createdAt: now, timeZone: 'UTC', settings: {}, commentingVersion: 0 },
  }
  const people = Array.from({ length: 12 }, (_, i): New<'people'> => {
    const id = newId()
    const at = { createdAt: now, updatedAt: now }
    return {
      id,
      name: `Person ${i}`,
      email: `${id}@example.org`,
      emailVerified: false,
      image: null,
      isGuest: false,
      label: null,
      ...at,
    }
  })
  const stories = ['Harbour', 'Harbour', 'Town', ''].map((section, i) => storyRow(site.id, section, i, now))
  const comments = Array.from({ length: 900 }, (_, i) => commentRow(dice, stories, i, now))
  const cases = Array.from({ length: 160 }, (_, i) => caseRow(dice, stories, i, now))
  return {
    sites: [site],
    people,
    stories,
    comments,
    cases,
    caseDecisions: cases.flatMap((row) => decisionsOf(dice, row)),
    appeals: cases.filter((row) => row.round === 2).map((row) => appealRow(dice, row, people)),
    suspensions: Array.from({ length: 120 }, () => suspensionRow(dice, stories, now)),
    notices: Array.from({ length: 300 }, () => noticeRow(dice, stories, people)).filter(onlyOnce()),
  }
}

function storyRow(siteId: string, section: string, i: number, now: number): New<'stories'> {
  const url = `https://news.example/${i}`
  const counts = { textRevision: 0, lastSeq: 0, lastUpdateNumber: 0 }
  const times = { publishedAt: now - 400 * DAY, createdAt: now }
  const rest = { byline: '', baseMode: 'open' as const, importKey: null }
  return {
    id: newId(),
    siteId,
    url,
    urlKey: url,
    title: `Story ${i}`,
    section,
    ...counts,
    ...times,
    ...rest,
  } as New<'stories'>
}

function commentRow(dice: Dice, stories: New<'stories'>[], i: number, now: number): New<'comments'> {
  const state = dice.pick([
    'visible',
    'visible',
    'pending',
    'approved',
    'returned',
    'rejected',
    'deleted',
    'removed',
  ] as const)
  const createdAt = dice.moment()
  // Its writer deleted it before anybody decided.
  const isWithdrawn = state === 'rejected' && dice.chance(0.3)
  const needsDecision = state === 'approved' || state === 'rejected' || state === 'returned'
  const isDecided = !isWithdrawn && (needsDecision || dice.chance(0.2))
  return {
    ...{
      id: newId(),
      storyId: dice.pick(stories).id,
      parentId: null,
      personId: null,
      authorName: 'A',
      badge: null,
      label: null,
    },
    ...{ isOfficial: false, state, body: 'Words.', html: '<p>Words.</p>', revision: 1, depth: 0 },
    ...{ seq: i + 1, rootSeq: i + 1, path: String(i + 1).padStart(8, '0') },
    ...{
      createdAt,
      editedAt: null,
      deletedAt: isWithdrawn ? now : null,
      decidedBy: null,
      rejection: null,
      importKey: null,
    },
    decidedAt: isDecided ? Math.min(now, createdAt + dice.below(3 * DAY)) : null,
    removedFor: state === 'rejected' && isDecided ? dice.pick(['spam', 'abuse', 'off_topic', null] as const) : null,
  }
}

function caseRow(dice: Dice, stories: New<'stories'>[], i: number, now: number): New<'cases'> {
  const isRejection = dice.chance(0.25)
  const state = dice.pick(['triage', 'published', 'closed', 'corrected', 'withdrawn', 'gone'] as const)
  const round = state === 'published' && dice.chance(0.3) ? 2 : 1
  const isPublished = state === 'published' || (state === 'closed' && dice.chance(0.5))
  const createdAt = dice.moment()
  const kind = dice.pick(['misrepresentation', 'conduct', 'illegal'] as const)
  return {
    ...{ id: newId(), reference: `MR-${i}`, kind, storyId: dice.pick(stories).id, state, round, version: 1 },
    ...{ commentId: null, outsidePostId: null, subjectRevision: 1, subjectText: '', claim: null, claimIn: 'text' },
    ...{ sourceKind: null, sourceId: null, sourceRevision: null, sourceText: '', source: null, assigneeId: null },
    ...{ joinKey: isRejection ? `rejection ${i} 1` : `case ${i}`, dueAt: now, staffConcern: null, allegation: null },
    ...{ replyAskedAt: null, replyDueAt: null, reply: null, repliedAt: null, replyWaivedAt: null, answer: null },
    ...{ answeredAt: null, publishAt: null, appealUntil: null, correctedAt: null, createdAt },
    publishedRound: isPublished ? round : null,
    endedAt: ['triage', 'published'].includes(state) ? null : Math.min(now, createdAt + dice.below(9 * DAY)),
  } as New<'cases'>
}

function decisionsOf(dice: Dice, row: New<'cases'>): New<'caseDecisions'>[] {
  if (row.publishedRound === null && dice.chance(0.7)) return []
  return Array.from({ length: row.round }, (_, i): New<'caseDecisions'> => {
    const decidedAt = row.createdAt + (i + 1) * DAY + dice.below(12 * DAY)
    const secondedAt = dice.chance(0.2) ? decidedAt + dice.below(DAY) : null
    return {
      ...{ caseId: row.id, round: i + 1, explanation: 'Because.', rule: null, action: 'note', asksAuthor: false },
      finding: dice.pick(['misquotes', 'invented', 'fair_paraphrase', 'breaks_rules', 'within_rules'] as const),
      ...{ decidedBy: null, decidedAt, secondedBy: null, secondedAt },
      publishedAt: row.publishedRound === null ? null : (secondedAt ?? decidedAt) + dice.below(DAY),
    }
  })
}

function appealRow(dice: Dice, row: New<'cases'>, people: New<'people'>[]): New<'appeals'> {
  const personId = dice.pick(people).id
  return { caseId: row.id, personId, round: 2, reason: 'No.', createdAt: row.createdAt + dice.below(2 * DAY) }
}

function suspensionRow(dice: Dice, stories: New<'stories'>[], now: number): New<'suspensions'> {
  const scope = dice.pick(['site', 'section', 'story', 'story', 'branch'] as const)
  const startsAt = dice.moment() + (dice.chance(0.1) ? 30 * DAY : 0)
  const planned = startsAt + 1 + dice.below(3 * DAY)
  const endsAt = dice.chance(0.8) ? planned : null
  // Ended early, cancelled before it began, ended by itself, or not yet noted as ended.
  const ended = dice.pick([startsAt + dice.below(DAY), startsAt - dice.below(DAY), endsAt, null])
  return {
    ...{ id: newId(), scope, section: scope === 'section' ? dice.pick(['Harbour', 'Town']) : '' },
    storyId: scope === 'story' || scope === 'branch' ? dice.pick(stories).id : null,
    ...{ commentId: null, branchRootSeq: null, branchPath: null, slowSeconds: null, allowsEdits: false },
    ...{ mode: dice.pick(['paused', 'closed', 'slow', 'open'] as const), mayExtend: false, note: null },
    ...{ reasonCode: dice.pick(['heated', 'legal', 'staffing'] as const), reason: 'A reason.', madeBy: 'person' },
    ...{ followsId: null, scheduleId: null, createdAt: startsAt, startsAt, endsAt },
    reviewAt: endsAt === null && dice.chance(0.7) ? planned : null,
    endedAt: ended !== null && ended <= now ? ended : null,
    ...{ begunAt: null, relevantUntil: planned, extendedAt: null, createdBy: null, endedBy: null, version: 1 },
  } as New<'suspensions'>
}

function noticeRow(dice: Dice, stories: New<'stories'>[], people: New<'people'>[]): New<'notices'> {
  const createdAt = dice.moment()
  return {
    ...{ id: newId(), personId: dice.pick(people).id, key: `thing:${dice.below(60)}`, storyId: dice.pick(stories).id },
    kind: dice.pick(['finding_reach', 'clarification', 'case_decided'] as const),
    ...{ commentId: null, sanctionId: null, mailedAt: null, caseId: null, updateId: null, detail: {}, createdAt },
    readAt: dice.chance(0.4) ? createdAt + 1 : null,
  }
}

function onlyOnce(): (row: New<'notices'>) => boolean {
  const seen = new Set<string>()
  return ({ personId, key }) => {
    const isNew = !seen.has(`${personId} ${key}`)
    seen.add(`${personId} ${key}`)
    return isNew
  }
}

/** Puts the rows into their tables. */
export async function storeRows(db: Database, rows: Rows): Promise<void> {
  await db.transact('rows', async (tx) => {
    for (const [name, all] of Object.entries(rows))
      for (let at = 0; at < all.length; at += LOT)
        await tx.insert(tx.tables[name as 'comments']).values(all.slice(at, at + LOT))
  })
}
