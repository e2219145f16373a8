/** The random text by which a popup's opener knows the answer as its own; undefined if it cannot be one. */
export function popupState(state: unknown): string | undefined {
  return typeof state === 'string' && /^[\w-]{8,128}$/.test(state) ? state : undefined
}

/** An origin as a browser writes it; undefined for anything else. */
export function originOf(origin: unknown): string | undefined {
  if (typeof origin !== 'string' || !URL.canParse(origin)) return undefined
  const url = new URL(origin)
  return /^https?:$/.test(url.protocol) && url.origin === origin ? origin : undefined
}

/** Path of the page on which this server shows a story: its own address if that is here, else by its id. */
export function storyPath(story: { id: string; urlKey: string }): string {
  const own = story.urlKey.startsWith('self:') ? story.urlKey.slice('self:'.length) : ''
  return isStoryPage(own) ? own : `/stories/${story.id}`
}

/** As `storyPath`, from what is public of a story. An address of before PUBLIC_URL changed is put right on the way. */
export function storyLink(story: { id: string; url: string }, publicUrl: string): string {
  const { origin, pathname, search } = new URL(story.url)
  const isOwn = origin === new URL(publicUrl).origin && isStoryPage(pathname + search)
  return isOwn ? pathname : `/stories/${story.id}`
}

/** Whether a path can be that of a story’s page: one name, spelled as links to it are. */
function isStoryPage(path: string): boolean {
  const name = /^\/stories\/([^/?#]+)$/.exec(path)?.[1]
  try {
    return name !== undefined && encodeURIComponent(decodeURIComponent(name)) === name
  } catch {
    return false
  }
}

/** The first paragraph of a story's text, cut at a sentence or word when it is longer than `limit` characters. */
export function standfirst(text: string, limit = 240): string {
  const [first = ''] = text.trim().split(/\n\s*\n/)
  const line = first.replace(/\s+/g, ' ')
  if (line.length <= limit) return line
  const cut = line.slice(0, limit)
  const sentence = Math.max(...['. ', '? ', '! ', '.” '].map((end) => cut.lastIndexOf(end) + end.trimEnd().length))
  if (sentence > limit / 3) return cut.slice(0, sentence)
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`
}

/** The story that leads the front page: the one where something was published last, story or update. */
export function leadOf<S extends { publishedAt: number; updatedAt: number | null }>(
  stories: readonly S[],
): S | undefined {
  const latest = (story: S) => story.updatedAt ?? story.publishedAt
  return stories.reduce<S | undefined>(
    (lead, story) => (lead && latest(lead) >= latest(story) ? lead : story),
    undefined,
  )
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0'])

/**
 * Where a page should have been asked for, when a browser on this machine uses another of the machine's names for
 * itself than PUBLIC_URL does: sign-in and embedding go by origin. Undefined when there is nothing to put right.
 *
 * @param host the request's Host header.
 * @param path with its query, beginning with a slash.
 */
export function properAddress(host: string | undefined, path: string, publicUrl: string): string | undefined {
  const own = new URL(publicUrl)
  if (!host || host === own.host || !URL.canParse(`${own.protocol}//${host}`)) return undefined
  const asked = new URL(`${own.protocol}//${host}`)
  const both = LOOPBACK.has(asked.hostname) && LOOPBACK.has(own.hostname) && asked.port === own.port
  return both && asked.hostname !== own.hostname ? own.origin + path : undefined
}

/**
 * A case's reference as the site writes it, from any spelling: small letters, blanks around it, another dash, more or
 * fewer zeros. Undefined if it cannot be one.
 */
export function properReference(name: string): string | undefined {
  const [, kind = '', year, number] = /^\s*([a-z]{2})[-–](\d{4})[-–](\d{1,9})\s*$/i.exec(name) ?? []
  return number && `${kind.toUpperCase()}-${year}-${String(Number(number)).padStart(4, '0')}`
}
