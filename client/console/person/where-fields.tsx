import { Chips } from '../pauses/chips.tsx'
import { useSite } from '../pauses/use-site.ts'
import { isOfSite, me } from '../session.ts'
import type { SanctionKind } from '../shapes.ts'
import { sanction as words } from '../strings-standing.ts'

export interface WhereDraft {
  where: 'site' | 'section'
  section: string
}

const ownSections = () => me.value?.sections ?? []

/** A moderator of sections acts in one of them: in which, is chosen where there are several. */
export function whereAtFirst(): WhereDraft {
  if (isOfSite.value) return { where: 'site', section: '' }
  const [first = '', ...more] = ownSections()
  return { where: 'section', section: more.length > 0 ? '' : first }
}

interface WhereFieldsProps {
  kind: SanctionKind
  draft: WhereDraft
  /** Whether what is missing is said. */
  tried: boolean
  onChange: (part: Partial<WhereDraft>) => void
}

/** Where something holds for a person: on the whole site, as a warning of its moderators always does, or in a section. */
export function WhereFields({ kind, draft, tried, onChange }: WhereFieldsProps) {
  const { data: site } = useSite()
  const isMissing = tried && draft.section.trim() === ''
  if (!isOfSite.value) return <OwnSection {...{ draft, isMissing, onChange }} />
  if (kind === 'warn') return null
  return (
    <Chips
      legend={words.where}
      name="sanction-where"
      value={draft.where}
      options={[
        { value: 'site', label: words.wholeSite },
        { value: 'section', label: words.oneSection },
      ]}
      onPick={(where) => onChange({ where })}
    >
      {draft.where === 'section' && (
        <div class="co-field co-when">
          <label for="sanction-section">{words.section}</label>
          <input
            id="sanction-section"
            class="aw-field"
            list="sanction-sections"
            maxLength={100}
            value={draft.section}
            aria-invalid={isMissing ? true : undefined}
            onInput={(event) => onChange({ section: event.currentTarget.value })}
          />
          <datalist id="sanction-sections">
            {site?.sections.map(({ section }) => section && <option key={section} value={section} />)}
          </datalist>
          {isMissing && <p class="co-error">{words.sectionMissing}</p>}
        </div>
      )}
    </Chips>
  )
}

function OwnSection(props: Pick<WhereFieldsProps, 'draft' | 'onChange'> & { isMissing: boolean }) {
  const { draft, isMissing, onChange } = props
  const sections = ownSections()
  return (
    <div class="co-field">
      <label for="sanction-section">{words.where}</label>
      <select
        id="sanction-section"
        class="aw-field"
        value={draft.section}
        aria-invalid={isMissing ? true : undefined}
        aria-describedby="sanction-section-under"
        onChange={(event) => onChange({ section: event.currentTarget.value })}
      >
        {sections.length > 1 && <option value="">{words.chooseSection}</option>}
        {sections.map((section) => (
          <option key={section} value={section}>
            {words.onlyIn(section)}
          </option>
        ))}
      </select>
      <div id="sanction-section-under" class="co-under">
        {isMissing ? <p class="co-error">{words.sectionMissing}</p> : <p class="co-hint">{words.ownHint}</p>}
      </div>
    </div>
  )
}
