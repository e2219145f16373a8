import { ask } from '../ask.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useResource } from '../resource.ts'
import { isStaff, me } from '../session.ts'
import { figures } from '../strings-figures.ts'
import { useTitle } from '../title.ts'
import { CommentsPart } from './comments-part.tsx'
import { daySpan } from './dates.ts'
import { type FiguresAt, figuresParameters, figuresQuery } from './figures-at.ts'
import { Filters } from './filters.tsx'
import { CasesPart, ReachPart, RulesPart, SuspensionsPart, TimesPart } from './judged-parts.tsx'

/** What was posted, held, rejected, judged, paused and told in a period. */
export function FiguresView({ at: asked }: { at: FiguresAt }) {
  // An author always looks at one of their own stories.
  const at = isStaff.value || asked.storyId ? asked : { ...asked, storyId: me.value?.authorOf[0] ?? '' }
  const { data, failure, reload } = useResource(`figures ${figuresParameters(at)}`, async () => {
    const query = figuresQuery(at)
    return query && (await ask('GET /api/v1/figures', { query }))
  })
  useTitle(figures.title)
  return (
    <div class="co-page co-figures">
      <div class="co-page-head">
        <h1 tabIndex={-1}>{figures.title}</h1>
        <button type="button" class="aw-quiet co-figure-print" onClick={() => print()}>
          {figures.print}
        </button>
      </div>
      <Filters at={at} shown={data ? { ...data.period, today: data.today } : undefined} />
      {failure && !data && <Failed failure={failure} onRetry={reload} />}
      {data === undefined && !failure && <Loading />}
      {data && (
        <>
          <p class="co-figure-when" role="status">
            {figures.clock(daySpan(data.period), data.timeZone)} {data.before && figures.against(daySpan(data.before))}
          </p>
          {[CommentsPart, RulesPart, CasesPart, TimesPart, SuspensionsPart, ReachPart].map((Part) => (
            <Part key={Part.name} period={data.period} before={data.before} />
          ))}
        </>
      )}
    </div>
  )
}
