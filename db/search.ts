import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * Whether a text contains what was searched, in any case. SQLite folds a to z only: there, other letters are found as
 * they stand in the search, in lower case, in capitals, or with each word's first letter a capital.
 */
export function contains(column: SQLWrapper, search: string): SQL {
  const lower = search.toLowerCase()
  const spellings = new Set([
    search,
    search.toUpperCase(),
    lower.replace(/(?<!\p{L})\p{L}/gu, (first) => first.toUpperCase()),
  ])
  const ways = [sql`lower(${column}) like ${within(lower)} escape '\\'`]
  for (const spelling of spellings) ways.push(sql`${column} like ${within(spelling)} escape '\\'`)
  return sql`(${sql.join(ways, sql` or `)})`
}

/** A pattern for LIKE that takes the text as it stands. */
function within(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
