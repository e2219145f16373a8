import type { Viewer } from '../context.ts'

/** What a grant needs to say for the rules. */
export interface GrantLike {
  role: 'member' | 'author' | 'moderator' | 'owner'
  storyId: string | null
}

/** The address as it is stored and looked up: one person cannot have two accounts by writing it differently. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** The highest role on the site that `grants` give. */
export function siteRole(grants: readonly GrantLike[]): 'reader' | 'moderator' | 'owner' {
  if (grants.some((grant) => grant.role === 'owner')) return 'owner'
  return grants.some((grant) => grant.role === 'moderator') ? 'moderator' : 'reader'
}

/** The stories that `grants` name their person the author of. */
export function storiesOf(grants: readonly GrantLike[]): string[] {
  return grants.flatMap((grant) => (grant.role === 'author' && grant.storyId ? [grant.storyId] : []))
}

/** What a session may use: in a publisher's page the page's own scripts could use it, so it stays a reader's there. */
export function powersOf(
  scope: 'full' | 'embed',
  grants: readonly GrantLike[],
): Pick<Viewer, 'role' | 'authorOf' | 'isMember'> {
  const powers = { authorOf: storiesOf(grants), isMember: grants.length > 0 }
  return { ...powers, role: scope === 'embed' ? 'reader' : siteRole(grants) }
}

/** Who may see that the queues changed: staff and authors, never from an embedded session. */
export function mayJoinDesk(viewer: Pick<Viewer, 'role' | 'authorOf' | 'scope'>): boolean {
  if (viewer.scope === 'embed') return false
  return viewer.role === 'moderator' || viewer.role === 'owner' || viewer.authorOf.length > 0
}

/** What is wrong with a set of grants, in words; undefined if nothing is. */
export function grantsProblem(grants: readonly GrantLike[]): string | undefined {
  if (grants.some((grant) => grant.role === 'author' && grant.storyId === null)) return 'An author needs a story.'
  if (grants.some((grant) => grant.role !== 'author' && grant.storyId !== null))
    return 'Only authors are named for one story; the other roles hold for the whole site.'
  return undefined
}
