import { wordRemovals } from '../../db/log.ts'
import { publicFindings, suspensionLengths } from '../../db/pages.ts'
import type { Context } from '../context.ts'
import { checkLog } from '../log/check-log.ts'
import { readLog } from '../log/read-log.ts'
import { alternatesOf, type NamedFeed } from './feeds/addresses.ts'
import { FeedWords } from './feeds/feed-words.tsx'
import { renderPage } from './layout.tsx'
import { Chain } from './log-chain.tsx'
import { Decision, type DecisionProps } from './log-entry.tsx'
import { SealedSteps } from './log-sealed.tsx'
import { storyOfLog } from './log-story.ts'
import type { Entry } from './log-words.ts'
import { dayOf } from './moment.tsx'

/**
 * The public log of decisions, newest first, of one story or of all.
 * @throws Refusal `not_found`: no such story; `invalid`: the cursor is none of ours.
 */
export async function logPage(ctx: Context, storyId: string | undefined, after: string | undefined): Promise<string> {
  const story = await storyOfLog(ctx, storyId)
  const { entries, next } = await readLog(ctx, { storyId, after })
  const [decisions, check] = await Promise.all([explained(ctx, entries, !story), checkLog(ctx)])
  const address = (from: string | undefined) => {
    const query = new URLSearchParams([...(storyId ? [['story', storyId]] : []), ...(from ? [['after', from]] : [])])
    return query.size > 0 ? `/log?${query}` : '/log'
  }
  const feeds: NamedFeed[] = [
    { name: 'log', storyId, title: story ? 'Decisions on this story' : 'Decision log' },
    { name: 'findings', storyId, title: story ? 'Findings on this story' : 'Findings' },
  ]
  const props = {
    title: story ? `Decisions on “${story.title}”` : 'Decision log',
    description: 'What was decided about the comments, why, by whom in office, and for how long.',
    path: address(after),
    here: '/log',
    alternates: alternatesOf(feeds),
  }
  return renderPage(
    ctx,
    props,
    <div class="sheet log">
      <header class="sheet-head">
        <h1>Decision log</h1>
        {story ? (
          <p>
            Decisions on “<a href={`/stories/${story.id}`}>{story.title}</a>”. What was decided for its section or the
            whole site stands among <a href="/log">all decisions</a>. Times are UTC.
          </p>
        ) : (
          <p>
            Every pause, finding and update in {ctx.config.SITE_NAME}, newest first. Decisions are named by office,
            never by person. No entry is ever taken out. Times are UTC.
          </p>
        )}
      </header>
      <Chain check={check} dataHref="/api/v1/log" />
      {decisions.length === 0 && (
        <p class="empty">Nothing has been decided{after === undefined ? ' yet' : ' before this'}.</p>
      )}
      {days(decisions).map(([day, ofDay]) => (
        <section class="log-day">
          <h2>{day}</h2>
          <ol>
            {inRuns(ofDay).map((run) =>
              'steps' in run ? <SealedSteps steps={run.steps} /> : <Decision {...run.decision} />,
            )}
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
      <FeedWords feeds={feeds} />
    </div>,
  )
}

/** The entries with what has become since of what they are about. */
async function explained(ctx: Context, entries: Entry[], namesStory: boolean): Promise<DecisionProps[]> {
  const { read } = ctx.db
  const [lengths, findings, removals] = await Promise.all([
    suspensionLengths(read, named(entries, 'suspensionId')),
    publicFindings(read, named(entries, 'reference')),
    entries.some(isWordless) ? wordRemovals(read) : undefined,
  ])
  return entries.map((entry) => {
    const finding = findings.get(String(entry.detail.reference))
    const suspension = lengths.get(String(entry.detail.suspensionId))
    return {
      entry,
      namesStory,
      since: { suspension, finding, now: ctx.now() },
      removal: removals?.get(entry.number),
    }
  })
}

/** Whether somebody took words out; those of a step for staff are there, and told to nobody else. */
function isWordless({ role, words, wordsDigest }: Entry): boolean {
  return role !== 'sealed' && words === null && wordsDigest !== null
}

/** What the entries name under a key, each once. */
function named(entries: Entry[], key: string): string[] {
  return [...new Set(entries.flatMap(({ detail }) => (typeof detail[key] === 'string' ? [detail[key]] : [])))]
}

/** Entries by their day (UTC), in the order given. */
function days(decisions: DecisionProps[]): [day: string, decisions: DecisionProps[]][] {
  const found = new Map<string, DecisionProps[]>()
  for (const decision of decisions) {
    const day = dayOf(Date.parse(decision.entry.at))
    found.set(day, [...(found.get(day) ?? []), decision])
  }
  return [...found]
}

type Run = { steps: Entry[] } | { decision: DecisionProps }

/** Decisions one by one, and steps for staff that follow each other together, in the order given. */
function inRuns(decisions: DecisionProps[]): Run[] {
  const runs: Run[] = []
  for (const decision of decisions) {
    const { entry } = decision
    const last = runs.at(-1)
    if (entry.role !== 'sealed') runs.push({ decision })
    else if (last && 'steps' in last) last.steps.push(entry)
    else runs.push({ steps: [entry] })
  }
  return runs
}
