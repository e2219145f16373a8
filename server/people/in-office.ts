import { caseById } from '../../db/cases.ts'
import { commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { sanctionById } from '../../db/sanctions.ts'
import { scheduleById } from '../../db/schedules.ts'
import { storyById } from '../../db/stories.ts'
import { updateById } from '../../db/updates.ts'
import type { Context, Viewer } from '../context.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { Refusal } from '../errors.ts'
import { requireSuspension } from '../suspensions/find.ts'
import { confinedTo, isStaff, moderates } from './offices.ts'

/** What an endpoint was asked: as far as it can tell of a section. */
export interface Input {
  params?: unknown
  query?: unknown
  body?: unknown
}

/**
 * Lends the office of a moderator, for one request, to somebody who has it for some sections only, where the request
 * concerns a story of those. All that follows sees a moderator or a reader, and has no third case to think of.
 *
 * @throws Refusal `forbidden`: the endpoint is for moderators, and it is not their section.
 */
export async function inOffice(ctx: Context, endpoint: Endpoint, viewer: Viewer, input: Input): Promise<Viewer> {
  if (isStaff(viewer) || viewer.sections.length === 0 || endpoint.about === undefined) return viewer
  const section = await sectionOf(ctx, endpoint.about, input)
  if (section !== undefined && moderates(viewer, section)) return { ...viewer, role: 'moderator', isLent: true }
  if (endpoint.role === 'moderator' && endpoint.about !== 'sections')
    throw new Refusal('forbidden', 'This needs to be done by a moderator of the whole site, or of its section.')
  return viewer
}

/**
 * Of what a request names in its body, one by one. What is not there is left to whoever looks for it.
 * @throws Refusal `forbidden`: it is under a story of no section of theirs.
 */
export async function requireModerates(db: Queries, viewer: Viewer, storyId: string | undefined): Promise<void> {
  const { sections } = confinedTo(viewer)
  if (!sections || storyId === undefined) return
  const section = await ofStory(db, storyId)
  if (section === undefined || !sections.includes(section))
    throw new Refusal('forbidden', 'This needs to be done by a moderator of the whole site, or of its section.')
}

/** The section that a request concerns; undefined where it is none, or of what is not there. */
async function sectionOf(
  ctx: Context,
  about: NonNullable<Endpoint['about']>,
  input: Input,
): Promise<string | undefined> {
  const { read } = ctx.db
  const { id = '' } = (input.params ?? {}) as { id?: string }
  switch (about) {
    case 'story':
      return ofStory(read, id)
    case 'comment':
      return ofStory(read, (await commentById(read, id))?.storyId)
    case 'case':
      return ofStory(read, (await caseById(read, id))?.storyId)
    case 'update':
      return ofStory(read, (await updateById(read, id))?.storyId)
    case 'suspension':
      return ofTarget(read, await requireSuspension(read, id, ctx.now()))
    case 'schedule':
      return ofTarget(read, await scheduleById(read, id))
    case 'sanction':
      return (await sanctionById(read, id))?.section || undefined
    case 'section':
      return ((input.body ?? {}) as { section?: string | null }).section || undefined
    case 'target':
      return ofTarget(read, targetIn(input))
    case 'sections':
      return ofStory(read, ((input.query ?? {}) as { storyId?: string }).storyId)
  }
}

interface Target {
  scope?: string | undefined
  section?: string | undefined
  storyId?: string | null | undefined
  commentId?: string | null | undefined
}

/** What a suspension or a schedule is to cover. */
function targetIn({ body, query }: Input): Target {
  return ((body as { target?: Target } | undefined)?.target ?? query ?? {}) as Target
}

/** Of a whole site there is none. */
async function ofTarget(db: Queries, target: Target | undefined): Promise<string | undefined> {
  if (target?.scope === 'section') return target.section || undefined
  if (target?.scope === 'story') return ofStory(db, target.storyId)
  if (target?.scope !== 'branch') return undefined
  return ofStory(db, target.storyId ?? (await commentById(db, target.commentId ?? ''))?.storyId)
}

async function ofStory(db: Queries, id: string | null | undefined): Promise<string | undefined> {
  return id ? (await storyById(db, id))?.section || undefined : undefined
}
