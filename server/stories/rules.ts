/** Query parameters that say how a reader arrived, not which page it is. */
const TRACKING =
  /^(?:utm_\w+|fbclid|mibextid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|li_fat_id|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id|srsltid|igsh(?:id)?|ref_src|ref_url|_ga)$/i

/** Whether a query parameter says how a reader arrived, and so parts no two addresses. */
export function isTracking(name: string): boolean {
  return TRACKING.test(name)
}

/**
 * What all spellings of a page's address share: scheme, letter case of the host, default port, fragment, tracking
 * parameters and a trailing slash do not part stories. A page of this server is known by its path, so that its
 * stories survive a change of PUBLIC_URL.
 */
export function urlKeyOf(url: string, publicUrl: string): string {
  const { host, origin, pathname, searchParams } = new URL(url)
  const kept = [...searchParams].filter(([name]) => !isTracking(name)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const query = kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
  const path = pathname.replace(/\/+$/, '') + query
  return origin === new URL(publicUrl).origin ? `self:${path}` : host.replace(/^www\./, '') + path
}

/**
 * Whether a request may come from a page of the site: browsers name the origin, other programs do not. The page may
 * live elsewhere than its canonical address says, as with `www.`, as long as both are allowed.
 */
export function isFromSite(origin: string | undefined, allowedOrigins: readonly string[]): boolean {
  return origin === undefined || allowedOrigins.includes(origin)
}

/** Whether pages of this address may begin stories. Pages of the server itself begin none: their stories are there. */
export function mayBeginStory(url: string, allowedOrigins: readonly string[]): boolean {
  return allowedOrigins.includes(new URL(url).origin)
}

/** Whether a browser asks from the story's own page: the origin that its address names, and that the site allows. */
export function isOwnPage(url: string, origin: string | undefined, allowedOrigins: readonly string[]): boolean {
  return origin !== undefined && allowedOrigins.includes(origin) && new URL(url).origin === origin
}

/**
 * What comes of a text that a browser read off the page.
 * @param standing the text that stands; `isSame` if it is this one.
 * @param others how many other networks sent this text.
 */
export function pageTextEffect(
  standing: { via: 'api' | 'import' | 'page'; isConfirmed: boolean; isSame: boolean } | undefined,
  others: number,
): 'nothing' | 'confirm' | 'revise' {
  if (!standing) return 'revise'
  if (standing.via !== 'page' || others === 0) return 'nothing'
  if (!standing.isSame) return 'revise'
  return standing.isConfirmed ? 'nothing' : 'confirm'
}
