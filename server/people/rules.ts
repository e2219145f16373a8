import type { Viewer } from '../context.ts'

/** What a grant needs to say for the rules. */
export interface GrantLike {
  role: 'member' | 'author' | 'moderator' | 'owner'
  storyId: string | null
  /** Of a moderator or member: null for the whole site. */
  section: string | null
}

/** The address as it is stored and looked up: one person cannot have two accounts by writing it differently. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** The highest role on the site that `grants` give. */
export function siteRole(grants: readonly GrantLike[]): 'reader' | 'moderator' | 'owner' {
  if (grants.some((grant) => grant.role === 'owner')) return 'owner'
  return grants.some(({ role, section }) => role === 'moderator' && section === null) ? 'moderator' : 'reader'
}

/** The stories that `grants` name their person the author of. */
export function storiesOf(grants: readonly GrantLike[]): string[] {
  return grants.flatMap((grant) => (grant.role === 'author' && grant.storyId ? [grant.storyId] : []))
}

/** The sections for which `grants` make their person a moderator. */
export function sectionsOf(grants: readonly GrantLike[]): string[] {
  return grants.flatMap(({ role, section }) => (role === 'moderator' && section !== null ? [section] : []))
}

/** Where `grants` let their person write though only members may: everywhere, or in sections. Every office includes it. */
export function membershipOf(grants: readonly GrantLike[]): { isMember: boolean; memberOf: string[] } {
  return {
    isMember: grants.some(({ section }) => section === null),
    memberOf: [...new Set(grants.flatMap(({ section }) => section ?? []))],
  }
}

/** What a session may use: in a publisher's page the page's own scripts could use it, so it stays a reader's there. */
export function powersOf(
  scope: 'full' | 'embed',
  grants: readonly GrantLike[],
): Pick<Viewer, 'role' | 'authorOf' | 'isMember' | 'sections' | 'memberOf'> {
  const powers = { authorOf: storiesOf(grants), ...membershipOf(grants) }
  if (scope === 'embed') return { ...powers, role: 'reader', sections: [] }
  return { ...powers, role: siteRole(grants), sections: sectionsOf(grants) }
}

/** Who may see that the queues changed: staff and authors, never from an embedded session. */
export function mayJoinDesk(viewer: Pick<Viewer, 'role' | 'authorOf' | 'scope' | 'sections'>): boolean {
  if (viewer.scope === 'embed') return false
  if (viewer.role === 'moderator' || viewer.role === 'owner') return true
  return viewer.sections.length > 0 || viewer.authorOf.length > 0
}

/** What is wrong with a set of grants, in words; undefined if nothing is. */
export function grantsProblem(grants: readonly GrantLike[]): string | undefined {
  if (grants.some((grant) => grant.role === 'author' && grant.storyId === null)) return 'An author needs a story.'
  if (grants.some((grant) => grant.role !== 'author' && grant.storyId !== null))
    return 'Only authors are named for one story.'
  if (grants.some(({ role, section }) => section !== null && role !== 'moderator' && role !== 'member'))
    return 'Only moderators and members are named for a section.'
  return undefined
}

const BASE = 'https://base.invalid'

/**
 * Where to go after signing in: only a path on this site. Anything that a browser could read as another site (`//host`,
 * `/\host`, a scheme, control characters that it drops) becomes the front page.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next)) return '/'
  if (!URL.canParse(next, BASE)) return '/'
  const url = new URL(next, BASE)
  // Dot segments can leave a second slash in front: what is sent on is read once more as it will be.
  const path = url.pathname + url.search + url.hash
  return url.origin === BASE && /^\/(?![/\\])/.test(path) ? path : '/'
}

const NOBODY = '@no-address.invalid'

/** Stands where an address has to, for a person who has none here. Names under `invalid` lead nowhere (RFC 2606). */
export function noAddress(personId: string): string {
  return personId + NOBODY
}

export function hasAddress(email: string): boolean {
  return !email.endsWith(NOBODY)
}

/**
 * The grants of a person after another system has said anew what it gives them: those it gave before and gives no more
 * go, those given here stay.
 */
export function grantsAfter<G extends GrantLike>(
  has: readonly G[],
  gaveBefore: readonly GrantLike[],
  gives: readonly G[],
): G[] {
  const key = ({ role, storyId, section }: GrantLike) => `${role} ${storyId ?? ''} ${section ?? ''}`
  const gone = new Set(gaveBefore.map(key))
  for (const grant of gives) gone.delete(key(grant))
  const kept = has.filter((grant) => !gone.has(key(grant)))
  const keys = new Set(kept.map(key))
  return [...kept, ...gives.filter((grant) => !keys.has(key(grant)))]
}
