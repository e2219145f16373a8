import type * as z from 'zod'
import type { OwnHeld } from '../../../client/widget/tree.ts'
import { readDrafts } from '../../comments/keep-draft.ts'
import { presentDraft } from '../../comments/present.ts'
import type { Context } from '../../context.ts'
import type { Draft } from '../../contract/comments.ts'
import { readOwnHeld } from '../../held/read-own.ts'
import { mustConfirm } from '../../people/begin-guest.ts'
import type { Person } from './person.ts'

export type KeptDraft = z.output<typeof Draft>

/** What of a story’s page is for the person who reads it alone. */
export interface Own {
  /** Their comments that are not public, newest first. */
  held: readonly OwnHeld[]
  /** Whether what they write is shown only once they confirm their address. */
  mustConfirm: boolean
  /** Their texts that are not posted, newest first. */
  drafts: readonly KeptDraft[]
}

export const nothingOwn: Own = { held: [], mustConfirm: false, drafts: [] }

export async function ownOn(ctx: Context, { reader }: Person, storyId: string): Promise<Own> {
  const [{ held }, drafts, waits] = await Promise.all([
    readOwnHeld(ctx, reader, storyId),
    readDrafts(ctx, reader, storyId),
    reader.isGuest === true && mustConfirm(ctx, reader.personId),
  ])
  return { held, mustConfirm: waits, drafts: drafts.map(presentDraft) }
}
