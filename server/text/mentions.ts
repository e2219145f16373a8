import { piecesOf } from './tags.ts'

/** A longest name as it can be typed, with room for what escaping adds. */
const LONGEST = 400
/** Further ones stay as typed: nobody calls a whole room. */
const MOST = 10
/** Within these nobody is called: links lead elsewhere, code and quotations are not the writer's own words. */
const SILENT = new Set(['a', 'code', 'pre', 'blockquote'])
/** A name of more words is not looked up. */
const MOST_RUNS = 16
const BEFORE = /[\p{L}\p{N}\p{M}_@./-]$/u
const AFTER = /^(?:[\p{L}\p{N}\p{M}_]|-[\p{L}\p{N}])/u
const LINK = /<a href="#comment-([0-9a-f-]{36})">@/g
const CALL = /<a href="#comment-([0-9a-f-]{36})">(@[^<]*)<\/a>/g

/** A name by which somebody can be called, and who that is; null where several have it. */
export type Names = Map<string, string | null>

/** Names as they are looked up: in any case and however their characters are composed; what two people share names nobody. */
export function namesOf(people: readonly { personId: string; name: string }[]): Names {
  const names: Names = new Map()
  for (const { personId, name } of people) {
    const folded = fold(name)
    const other = names.get(folded)
    names.set(folded, other === undefined || other === personId ? personId : null)
  }
  return names
}

/** Whether anybody may be called in a text at all. */
export function mayMention(html: string): boolean {
  return html.includes('@')
}

/**
 * Links each `@Name` in rendered HTML to a comment of who is meant; a name that nobody or more than one has stays as
 * typed. Of names that begin alike the longest that was typed is meant.
 *
 * @param commentOf the comment to link to; undefined leaves the name as typed.
 */
export function linkMentions(html: string, names: Names, commentOf: (personId: string) => string | undefined): string {
  let silent = 0
  let left = MOST
  let out = ''
  for (const { text, name, closes } of piecesOf(html)) {
    if (SILENT.has(name)) silent += closes ? -1 : 1
    out +=
      name !== '' || silent > 0
        ? text
        : linked(text, names, (personId) => {
            const id = left > 0 ? commentOf(personId) : undefined
            if (id !== undefined) left -= 1
            return id
          })
  }
  return out
}

/** Who is called in rendered HTML, as people's ids; at most as many as can be linked. */
export function mentionsIn(html: string, names: Names): string[] {
  const people = new Set<string>()
  linkMentions(html, names, (personId) => {
    people.add(personId)
    return people.size <= MOST ? personId : undefined
  })
  return [...people].slice(0, MOST)
}

/** The comments that mentions in a kept text lead to. */
export function mentionedComments(html: string): string[] {
  return [...new Set([...html.matchAll(LINK)].flatMap(([, id]) => id ?? []))]
}

/** A kept text in which no mention leads to one of these comments any more; the names stay as they were typed. */
export function withoutMentionsOf(html: string, commentIds: ReadonlySet<string>): string {
  return html.replace(CALL, (whole: string, id: string, name: string) => (commentIds.has(id) ? name : whole))
}

function linked(text: string, names: Names, commentOf: (personId: string) => string | undefined): string {
  let out = ''
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from || BEFORE.test(text.slice(Math.max(0, at - 2), at))) continue
    const found = nameAt(text, at + 1, names)
    const id = found && commentOf(found.personId)
    if (!found || id === undefined) continue
    out += `${text.slice(from, at)}<a href="#comment-${id}">@${text.slice(at + 1, found.end)}</a>`
    from = found.end
  }
  return out + text.slice(from)
}

/** The longest known name that begins at a place and ends where a word ends. */
function nameAt(text: string, start: number, names: Names): { personId: string; end: number } | undefined {
  const part = text.slice(start, start + LONGEST)
  for (const end of endsWithin(part)) {
    const personId = names.get(fold(plain(part.slice(0, end))))
    if (personId === undefined || AFTER.test(part.slice(end))) continue
    return personId === null ? undefined : { personId, end: start + end }
  }
  return undefined
}

/** Where a name may end, the furthest first: after a run of letters and figures, with or without a sign that follows it. */
function endsWithin(part: string): number[] {
  const runs = [...part.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].slice(0, MOST_RUNS)
  const ends = runs.map(({ index, 0: run }) => index + run.length)
  return ends.flatMap((end) => (/[.)!?\]’']/.test(part[end] ?? '') ? [end, end + 1] : [end])).reverse()
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

function plain(html: string): string {
  return html.replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity)
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
