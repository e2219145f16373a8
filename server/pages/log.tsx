import type * as z from 'zod'
import { publicFindings, suspensionLengths } from '../../db/pages.ts'
import { storyById } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { LogEntry } from '../contract/log.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { readLog } from '../log/read-log.ts'
import { renderPage } from './layout.tsx'
import { Decision } from './log-entry.tsx'
import { dayOf } from './moment.tsx'

type Entry = z.output<typeof LogEntry>

/**
 * The public log of decisions, newest first, of one story or of all.
 * @throws Refusal `not_found`: no such story; `invalid`: the cursor is none of ours.
 */
export async function logPage(ctx: Context, storyId: string | undefined, after: string | undefined): Promise<string> {
  const story = storyId === undefined ? undefined : await requireStory(ctx, storyId)
  const { entries, next } = await readLog(ctx, { storyId, after })
  const [lengths, findings] = await Promise.all([
    suspensionLengths(ctx.db.read, named(entries, 'suspensionId')),
    publicFindings(ctx.db.read, named(entries, 'reference')),
  ])
  const address = (from: string | undefined) => {
    const query = new URLSearchParams([...(storyId ? [['story', storyId]] : []), ...(from ? [['after', from]] : [])])
    return query.size > 0 ? `/log?${query}` : '/log'
  }
  const props = {
    title: story ? `Decisions on “${story.title}”` : 'Decision log',
    description: 'What was decided about the comments, why, by whom in office, and for how long.',
    path: address(after),
    here: '/log',
  }
  return renderPage(
    ctx,
    props,
    <div class="sheet">
      <header class="sheet-head">
        <h1>Decision log</h1>
        {story ? (
          <p>
            Decisions on <a href={`/stories/${story.id}`}>{story.title}</a>. <a href="/log">All decisions</a>
          </p>
        ) : (
          <p>
            Every pause, finding and update in {ctx.config.SITE_NAME}, newest first. Decisions are named by office,
            never by person. Nothing is taken out of this log. Times are UTC.
          </p>
        )}
      </header>
      {entries.length === 0 && (
        <p class="empty">Nothing has been decided{after === undefined ? ' yet' : ' before this'}.</p>
      )}
      {days(entries).map(([day, ofDay]) => (
        <section class="log-day">
          <h2>{day}</h2>
          <ol>
            {ofDay.map((entry) => (
              <Decision
                entry={entry}
                pause={lengths.get(String(entry.detail.suspensionId))}
                finding={findings.get(String(entry.detail.reference))}
                now={ctx.now()}
                namesStory={!story}
              />
            ))}
          </ol>
        </section>
      ))}
      <nav class="pager" aria-label="Pages of the log">
        {after !== undefined && <a href={address(undefined)}>Newest</a>}
        {next !== null && (
          <a href={address(next)} rel="next">
            Earlier decisions
          </a>
        )}
        <a href={`/api/v1/log${storyId ? `?storyId=${storyId}` : ''}`}>This log as data (JSON)</a>
      </nav>
    </div>,
  )
}

async function requireStory(ctx: Context, id: string) {
  const story = Id.safeParse(id).success ? await storyById(ctx.db.read, id) : undefined
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  return story
}

/** What the entries name under a key, each once. */
function named(entries: Entry[], key: string): string[] {
  return [...new Set(entries.flatMap(({ detail }) => (typeof detail[key] === 'string' ? [detail[key]] : [])))]
}

/** Entries by their day (UTC), in the order given. */
function days(entries: Entry[]): [day: string, entries: Entry[]][] {
  const found = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = dayOf(Date.parse(entry.at))
    found.set(day, [...(found.get(day) ?? []), entry])
  }
  return [...found]
}
