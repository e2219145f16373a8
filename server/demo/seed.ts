import { insertPerson } from '../../db/people.ts'
import { replaceGrants } from '../../db/roles.ts'
import { storyCount } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { newId } from '../ids.ts'
import { beginStory } from '../stories/begin-story.ts'
import { setStoryText } from '../stories/set-text.ts'
import { demoStories } from './content/all.ts'
import { cast } from './content/cast.ts'
import { momentOf } from './moments.ts'
import { play, type Stage } from './play.ts'
import type { DemoStory } from './script.ts'

type Persons = Map<string, Reader>

/**
 * Fills an empty database with the demonstration newspaper: invented people who write, flag, decide and pause by the
 * same actions as everybody, at times that are believable seen from now, in one transaction. Does nothing when there is
 * a story already or DEMO is off. Of several nodes that start at once one does it.
 */
export async function seedDemonstration(ctx: Context): Promise<void> {
  if (!ctx.config.DEMO || (await storyCount(ctx.db.read)) > 0) return
  const made = await ctx.db.transact('demonstration', async (tx) => {
    if ((await storyCount(tx)) > 0) return undefined
    // Made whole or not at all: a server that is stopped half-way must not leave half a newspaper for good.
    const within: Context = { ...ctx, db: { ...ctx.db, read: tx, transact: (_key, work) => work(tx) } }
    return makeNewspaper(within)
  })
  if (made) ctx.log.info(made, 'demonstration newspaper made')
}

async function makeNewspaper(ctx: Context): Promise<{ stories: number; steps: number }> {
  const start = ctx.now()
  const persons = await castPeople(ctx)
  const stages: { stage: Stage; story: DemoStory }[] = []
  for (const story of demoStories) stages.push({ stage: await publish(ctx, story, start), story })
  await nameAuthors(ctx, persons, stages)

  const steps = stages.flatMap(({ stage, story }) =>
    story.steps.map((step) => ({ stage, step, at: momentOf(step.when, start) })),
  )
  for (const { stage, step, at } of steps.sort((a, b) => a.at - b.at)) {
    const by = persons.get(step.by)
    if (!by) throw new Error(`nobody is called ${step.by}`)
    await play(asOf(ctx, at), by, stage, step)
  }
  return { stories: stages.length, steps: steps.length }
}

/** The context as it would have been at `time`. */
function asOf(ctx: Context, time: number): Context {
  return { ...ctx, now: () => time }
}

/** Makes the people, without any way to sign in. */
function castPeople(ctx: Context): Promise<Persons> {
  return ctx.db.transact('people', async (tx) => {
    const persons: Persons = new Map()
    const now = ctx.now()
    for (const [key, { name, role }] of Object.entries(cast)) {
      const email = `${key}@demonstration.invalid`
      const id = newId()
      await insertPerson(tx, { id, name, email, emailVerified: false, image: null, createdAt: now, updatedAt: now })
      const powers = { authorOf: [], isMember: role !== 'reader', sections: [], memberOf: [] }
      persons.set(key, { personId: id, name, role, scope: 'full', ...powers })
    }
    return persons
  })
}

async function publish(ctx: Context, story: DemoStory, start: number): Promise<Stage> {
  const { slug, title, section, author, published, html } = story
  const publishedAt = momentOf(published, start)
  const then = asOf(ctx, publishedAt)
  const byline = cast[author]?.name ?? ''
  const url = `${ctx.config.PUBLIC_URL}/stories/${slug}`
  const { id } = await beginStory(then, { url, title, section, byline, publishedAt })
  await setStoryText(then, id, html)
  return { storyId: id, made: new Map() }
}

/** Gives the reporters their stories and the moderator her office, in the rows and in the readers of this run. */
async function nameAuthors(
  ctx: Context,
  persons: Persons,
  stages: { stage: Stage; story: DemoStory }[],
): Promise<void> {
  await ctx.db.transact('roles', async (tx) => {
    for (const [key, person] of persons) {
      const storyIds = stages.filter(({ story }) => story.author === key).map(({ stage }) => stage.storyId)
      const grants = [
        ...storyIds.map((storyId) => ({ role: 'author' as const, storyId, section: null })),
        ...(person.role === 'moderator' ? [{ role: 'moderator' as const, storyId: null, section: null }] : []),
      ]
      if (grants.length > 0) await replaceGrants(tx, person.personId, grants, ctx.now())
      persons.set(key, { ...person, authorOf: storyIds, isMember: person.isMember || storyIds.length > 0 })
    }
  })
}
