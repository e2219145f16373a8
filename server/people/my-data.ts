import { casesToldTo } from '../../db/person-cases.ts'
import { personal, personalRows, revisionsOf } from '../../db/personal-data.ts'
import { presentMine } from '../cases/present-mine.ts'
import { HARMLESS } from '../cases/rules.ts'
import type { Context, Reader } from '../context.ts'
import { iso } from '../iso.ts'

const PAGE = 200
/** No count or number here is as large; every time of a computer’s clock since 1973 is larger. */
const FIRST_TIME = 100_000_000_000

/**
 * Everything that is kept about a person, as JSON in pieces: one list for each kind, with what it is in words; times
 * in ISO 8601. A page of rows is held at a time, however much somebody wrote.
 */
export async function* myData(ctx: Context, by: Reader): AsyncGenerator<string> {
  const { read } = ctx.db
  yield `{\n"about": ${JSON.stringify(aboutOf(ctx))}`
  for (const one of personal) {
    yield `,\n${JSON.stringify(one.name)}: `
    yield* list(one.about, (offset) => personalRows(read, one, by.personId, { offset, limit: PAGE }))
    if (one.name === 'comments') {
      yield ',\n"commentRevisions": '
      yield* list('Older wordings of your comments.', async (offset) => {
        const page = await personalRows(read, one, by.personId, { offset, limit: PAGE })
        const rows = await revisionsOf(
          read,
          page.map((row) => String(row.id)),
        )
        return page.length === 0 ? [] : Object.assign(rows, { next: page.length })
      })
    }
  }
  yield ',\n"cases": '
  yield* casesOf(ctx, by)
  yield '\n}\n'
}

function aboutOf(ctx: Context) {
  return {
    site: ctx.config.SITE_NAME,
    madeAt: iso(ctx.now()),
    format: 'Each part says what its rows are. Times are ISO 8601 in UTC. Secrets, such as passwords, are not in it.',
  }
}

type Rows = Record<string, unknown>[]

/** @param read rows from an offset; how far the next begins after it is `next`, or their count. */
async function* list(
  about: string,
  read: (offset: number) => Promise<Rows & { next?: number }>,
): AsyncGenerator<string> {
  yield `{ "about": ${JSON.stringify(about)}, "rows": [`
  let offset = 0
  let separator = '\n'
  for (;;) {
    const rows = await read(offset)
    for (const row of rows) {
      yield separator + JSON.stringify(readable(row))
      separator = ',\n'
    }
    const step = rows.next ?? rows.length
    if (step < PAGE) break
    offset += step
  }
  yield '] }'
}

function readable(row: Record<string, unknown>): Record<string, unknown> {
  const told = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'number' && value > FIRST_TIME ? iso(value) : value,
  ])
  return Object.fromEntries(told)
}

/** As the person is told of them, with their replies and appeals. */
async function* casesOf(ctx: Context, { personId }: Reader): AsyncGenerator<string> {
  const { read } = ctx.db
  yield `{ "about": "Cases you are part of: as who wrote, flagged or is quoted.", "rows": [`
  let after: string | undefined
  let separator = '\n'
  for (;;) {
    const page = await casesToldTo(read, personId, { harmless: HARMLESS, limit: PAGE, after })
    for (const row of page) {
      const shown = await presentMine(read, row, personId, ctx.now())
      if (shown) yield separator + JSON.stringify(shown)
      if (shown) separator = ',\n'
    }
    if (page.length < PAGE) break
    after = page.at(-1)?.id
  }
  yield '] }'
}
