import type { Publisher, Reader, Viewer } from '../context.ts'

/** The office in which someone acts on a story. Offices are used in first-party pages only, never from an embed. */
export function officeOf(by: Reader, storyId?: string): 'author' | 'moderator' | 'owner'
export function officeOf(by: Reader | Publisher, storyId?: string): 'author' | 'moderator' | 'owner' | 'publisher'
export function officeOf(by: Reader | Publisher, storyId?: string) {
  if (by.scope === 'publisher') return 'publisher'
  if (by.role === 'owner' || by.role === 'moderator') return by.role
  if (storyId !== undefined && isAuthor(by, storyId)) return 'author'
  throw new Error('acted without an office')
}

/**
 * Whether somebody moderates a section: all of them, or this one. `inOffice` asks it ahead of each request that concerns
 * a story, and lends the office where the answer is yes.
 */
export function moderates(viewer: Viewer, section: string): boolean {
  return isStaff(viewer) || (viewer.scope === 'full' && viewer.sections.includes(section))
}

/** What a list for moderators is confined to: stories of these sections; undefined means all. */
export interface Confined {
  sections?: readonly string[] | undefined
}

export function confinedTo(viewer: Viewer): Confined {
  return isStaff(viewer) && !viewer.isLent ? {} : { sections: viewer.sections }
}

export function isStaff(viewer: Viewer): boolean {
  return viewer.role === 'moderator' || viewer.role === 'owner'
}

/** Who may say what a story is and publish under it: its author, staff, and the publisher's own systems. */
export function mayPublish(viewer: Viewer, storyId: string): boolean {
  return viewer.scope === 'publisher' || isStaff(viewer) || isAuthor(viewer, storyId)
}

/** Whether this session may act as the story's author. */
export function isAuthor(viewer: Viewer, storyId: string): boolean {
  return viewer.scope === 'full' && viewer.authorOf.includes(storyId)
}

/** The label beside what a person writes under a story. An author is labelled wherever they write from. */
export function badgeOf(
  viewer: Viewer,
  { id, section }: { id: string; section: string },
): 'author' | 'moderator' | 'guest' | null {
  if (viewer.isGuest) return 'guest'
  if (viewer.authorOf.includes(id)) return 'author'
  return moderates(viewer, section) ? 'moderator' : null
}
