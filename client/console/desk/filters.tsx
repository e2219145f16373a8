import { useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useDesk } from '../live.ts'
import { SearchField } from '../parts/search-field.tsx'
import { StoryPicker } from '../parts/story-picker.tsx'
import { useSite } from '../pauses/use-site.ts'
import { useResource } from '../resource.ts'
import type { DeskAt } from '../router.ts'
import { href, navigate, PENDING } from '../router.ts'
import type { DeskAge } from '../shapes.ts'
import { desk } from '../strings-desk.ts'

const { filter } = desk
const ages = Object.keys(filter.ages) as DeskAge[]
/** Sections have names; what has none is named by a word that no name is. */
const ANY = '\n'

function Sections({ at, change }: { at: DeskAt; change: (part: Partial<DeskAt>) => void }) {
  const { data } = useSite()
  const sections = data?.sections.map(({ section }) => section) ?? []
  return (
    <label>
      <span class="aw-hidden">{filter.section}</span>
      <select
        class="aw-field"
        value={at.section ?? ANY}
        onChange={({ currentTarget: { value } }) => change({ section: value === ANY ? null : value })}
      >
        <option value={ANY}>{filter.anySection}</option>
        {sections.map((section) => (
          <option key={section} value={section}>
            {section || filter.noSection}
          </option>
        ))}
      </select>
    </label>
  )
}

function Rules({ at, change }: { at: DeskAt; change: (part: Partial<DeskAt>) => void }) {
  const { data, reload } = useResource('holding rules', async () => (await ask('GET /api/v1/desk/rules', {})).rules)
  useDesk(reload)
  if (!at.rule && !data?.length) return null
  // How many wait is said where those that wait are listed.
  const isCounted = at.queue === 'pending'
  return (
    <label>
      <span class="aw-hidden">{filter.rule}</span>
      <select
        class="aw-field"
        value={at.rule ?? ''}
        onChange={({ currentTarget: { value } }) => change({ rule: value || null })}
      >
        <option value="">{filter.anyRule}</option>
        {data?.map(({ id, name, isRemoved, pending }) => (
          <option key={id} value={id}>
            {filter.heldBy(isRemoved ? filter.removedRule(name) : name, isCounted ? pending : null)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What the list is narrowed to; it stands in the address, so that it can be shared. */
export function Filters({ at }: { at: DeskAt }) {
  const [isPicking, setIsPicking] = useState(false)
  const change = (part: Partial<DeskAt>) => navigate(href.desk({ ...at, ...part }), { replace: true })
  const isNarrowed = href.desk(at) !== href.desk({ ...PENDING, queue: at.queue })
  return (
    <div class="co-filters">
      <SearchField label={filter.search} value={at.search} onSearch={(search) => change({ search })} />
      <Sections at={at} change={change} />
      <label>
        <span class="aw-hidden">{filter.age}</span>
        <select
          class="aw-field"
          value={at.age ?? ''}
          onChange={({ currentTarget: { value } }) => change({ age: ages.find((age) => age === value) ?? null })}
        >
          <option value="">{filter.anyAge}</option>
          {ages.map((age) => (
            <option key={age} value={age}>
              {filter.ages[age]}
            </option>
          ))}
        </select>
      </label>
      <Rules at={at} change={change} />
      {!at.story && !isPicking && (
        <button type="button" class="aw-link" onClick={() => setIsPicking(true)}>
          {filter.story}
        </button>
      )}
      {at.story && <span class="co-hint">{filter.onlyStory}</span>}
      {at.person && <span class="co-hint">{filter.onlyPerson}</span>}
      {isNarrowed && (
        <a class="aw-link" href={href.desk({ queue: at.queue })}>
          {filter.clear}
        </a>
      )}
      {!at.story && isPicking && (
        <StoryPicker
          label={filter.story}
          taken={[]}
          onPick={({ id }) => {
            setIsPicking(false)
            change({ story: id })
          }}
        />
      )}
    </div>
  )
}
