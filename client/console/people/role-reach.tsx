import { useId } from 'preact/hooks'
import { useSite } from '../pauses/use-site.ts'
import { people } from '../strings.ts'

/** Where a role holds: nowhere, on the whole site, or in sections. */
export type Reach = 'nowhere' | 'site' | string[]

export function RoleBox(props: {
  name: string
  meaning: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label class="co-choice">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        <b>{props.name}</b> <small>{props.meaning}</small>
      </span>
    </label>
  )
}

interface RoleReachProps {
  role: 'member' | 'moderator'
  reach: Reach
  onReach: (reach: Reach) => void
}

/** A role that may hold for the whole site or for some sections. */
export function RoleReach({ role, reach, onReach }: RoleReachProps) {
  return (
    <div>
      <RoleBox
        name={people[role]}
        meaning={people.means[role]}
        checked={reach !== 'nowhere'}
        onChange={(checked) => onReach(checked ? 'site' : 'nowhere')}
      />
      {reach !== 'nowhere' && <Where role={role} reach={reach} onReach={onReach} />}
    </div>
  )
}

function Where({ role, reach, onReach }: RoleReachProps & { reach: Exclude<Reach, 'nowhere'> }) {
  const name = useId()
  const { data } = useSite()
  const chosen = reach === 'site' ? [] : reach
  // One that has lost its last story can still be taken away.
  const sections = [...new Set([...(data?.sections ?? []).map(({ section }) => section), ...chosen])].sort()
  const turn = (section: string, isOn: boolean) =>
    onReach(sections.filter((one) => (one === section ? isOn : chosen.includes(one))))
  return (
    <fieldset class="co-fieldset co-role-where">
      <legend class="aw-hidden">{people.where(people[role])}</legend>
      <div class="co-chips">
        <label class="co-chip">
          <input type="radio" name={name} checked={reach === 'site'} onChange={() => onReach('site')} />
          {people.wholeSite}
        </label>
        <label class="co-chip">
          <input type="radio" name={name} checked={reach !== 'site'} onChange={() => onReach([])} />
          {people.someSections}
        </label>
      </div>
      {reach !== 'site' && (
        <div class="co-role-sections">
          {sections.map((section) => (
            <label key={section} class="co-check">
              <input
                type="checkbox"
                checked={reach.includes(section)}
                onChange={({ currentTarget }) => turn(section, currentTarget.checked)}
              />
              <span>{section}</span>
            </label>
          ))}
          {data && sections.length === 0 && <p class="co-none">{people.noSections}</p>}
          {sections.length > 0 && reach.length === 0 && <p class="co-hint">{people.chooseSection}</p>}
        </div>
      )}
    </fieldset>
  )
}
