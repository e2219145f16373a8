import { addEvent } from '../../db/events.ts'
import { enqueue } from '../../db/jobs.ts'
import { personById, renamePersonRow } from '../../db/people.ts'
import { renameInStory, storiesNaming } from '../../db/person-words.ts'
import type { Context, Reader } from '../context.ts'
import { newId } from '../ids.ts'
import { refuseMistakable } from './names.ts'

/**
 * Gives a person another name: at once for what they write from now on, soon over what they wrote before.
 * @throws Refusal `conflict`: it can be mistaken for that of somebody who works here.
 */
export async function renamePerson(ctx: Context, { personId }: Reader, name: string): Promise<void> {
  await ctx.db.transact(`person:${personId}`, async (tx) => {
    const now = ctx.now()
    // Whoever had a name before somebody of that name came to work here keeps it.
    if ((await personById(tx, personId))?.name === name) return
    await refuseMistakable(tx, ctx, name, personId)
    await renamePersonRow(tx, personId, name, now)
    await enqueue(tx, { id: newId(), kind: 'rename', key: personId, payload: { personId }, runAt: now })
  })
}

/** Puts a person's present name over what they wrote, story by story. Run again after a crash it goes on. */
export async function spreadName(ctx: Context, personId: string): Promise<undefined> {
  const person = await personById(ctx.db.read, personId)
  if (!person) return
  for (const storyId of await storiesNaming(ctx.db.read, person))
    await ctx.db.transact(`story:${storyId}`, async (tx) => {
      const now = await personById(tx, personId)
      if (!now) return
      await renameInStory(tx, storyId, now)
      await addEvent(tx, storyId, 'story.changed', null, ctx.now())
    })
}
