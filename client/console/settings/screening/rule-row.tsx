import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { When } from '../../../ui/when.tsx'
import type { Failure } from '../../ask.ts'
import { ask, failureOf } from '../../ask.ts'
import { Refused } from '../../parts/refused.tsx'
import { href } from '../../router.ts'
import { say } from '../../session.ts'
import type { ScreeningRule } from '../../shapes.ts'
import { kinds, screening as words } from '../../strings-screening.ts'

interface RuleRowProps {
  rule: ScreeningRule
  onEdit: () => void
  onGone: () => void
}

/** So many stories are named; of more the rest is counted. */
const NAMED = 3

function placeOf({ sections, storyIds }: ScreeningRule['scope']): string {
  if (sections.length === 0 && storyIds.length === 0) return words.everywhere
  const named = sections.length <= 3 ? sections : [words.sectionCount(sections.length)]
  return [...named, ...(storyIds.length > 0 ? [words.storyCount(storyIds.length)] : [])].join(', ')
}

/** The stories a rule was made for, each with the way to its desk. */
function RuleStories({ stories }: Pick<ScreeningRule, 'stories'>) {
  if (stories.length === 0) return null
  const rest = stories.length - NAMED
  return (
    <p class="co-screen-stories">
      {words.on}{' '}
      {stories.slice(0, NAMED).map(({ id, title }, at) => (
        <Fragment key={id}>
          {at > 0 && ', '}
          <a class="aw-link" href={href.story(id)}>
            {title}
          </a>
        </Fragment>
      ))}
      {rest > 0 && ` ${words.moreStories(rest)}`}
    </p>
  )
}

function Figures({ lately }: Pick<ScreeningRule, 'lately'>) {
  const decided = lately.agreed + lately.published
  return (
    <p class="co-screen-figures aw-figures">
      {words.lately(lately.held, lately.refused)} {decided > 0 && words.agreed(lately.agreed, decided)}
    </p>
  )
}

/** One rule: what it does, what it caught of late, and the way to change it. */
export function RuleRow({ rule, onEdit, onGone }: RuleRowProps) {
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const remove = () =>
    ask('DELETE /api/v1/screening/rules/:id', { params: { id: rule.id } })
      .then(() => {
        say(words.removed)
        onGone()
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
  return (
    <li class={rule.isOn ? 'co-screen-rule' : 'co-screen-rule co-screen-off'}>
      <div class="co-screen-line">
        <h2>{rule.name}</h2>
        <p class="co-screen-facts">
          {!rule.isOn && <b>{words.off}</b>}
          <span>{kinds[rule.check.kind].name}</span>
          <span>{words.outcomes[rule.outcome]}</span>
          <span>{placeOf(rule.scope)}</span>
        </p>
        <RuleStories stories={rule.stories} />
        <Figures lately={rule.lately} />
        {rule.outcome === 'hold' && (
          <p>
            <a class="aw-link" href={href.desk({ rule: rule.id })}>
              {words.holdsNow}
              <span class="aw-hidden">: {rule.name}</span>
            </a>
          </p>
        )}
        <p class="co-hint">
          {words.changed(rule.changedBy)} <When at={rule.changedAt} />
        </p>
      </div>
      {!asking && (
        <div class="co-actions">
          <button type="button" class="aw-button" onClick={onEdit}>
            {words.edit} <span class="aw-hidden">{rule.name}</span>
          </button>
          <button type="button" class="aw-quiet" onClick={() => setAsking(true)}>
            {words.remove} <span class="aw-hidden">{rule.name}</span>
          </button>
        </div>
      )}
      {asking && (
        <fieldset class="co-confirm">
          <legend>{words.removeTitle(rule.name)}</legend>
          <Refused failure={failure} />
          <div class="co-actions">
            <button type="button" class="aw-button aw-button-danger" onClick={() => void remove()}>
              {words.remove}
            </button>
            <button type="button" class="aw-quiet" onClick={() => setAsking(false)}>
              {words.keep}
            </button>
          </div>
        </fieldset>
      )}
    </li>
  )
}
