import { CommentPicker } from '../parts/comment-picker.tsx'
import { StoryPicker } from '../parts/story-picker.tsx'
import { isOfSite } from '../session.ts'
import type { Scope, Story } from '../shapes.ts'
import { branch, pause } from '../strings-pauses.ts'
import { Chips } from './chips.tsx'
import type { PauseDraft } from './pause-draft.ts'
import { useSite } from './use-site.ts'

export type TargetDraft = Pick<PauseDraft, 'scope' | 'section' | 'storyId' | 'storyTitle' | 'commentId'>

interface TargetFieldProps {
  draft: TargetDraft
  change: (part: Partial<TargetDraft>) => void
  error: string | null
  /** The story whose desk this is; null where any place can be chosen. */
  story: Story | null
  /** A branch is no place for a schedule. */
  mayBranch?: boolean
}
type PartProps = Pick<TargetFieldProps, 'draft' | 'change' | 'error'>

function SectionSelect({ draft, change, error }: PartProps) {
  const { data } = useSite()
  return (
    <div class="co-field co-when">
      <label for="pause-section">{pause.whichSection}</label>
      <select
        id="pause-section"
        class="aw-field"
        value={draft.section}
        aria-invalid={error ? true : undefined}
        onChange={(event) => change({ section: event.currentTarget.value })}
      >
        <option value="" disabled>
          {pause.chooseSection}
        </option>
        {data?.sections
          .filter(({ section }) => section !== '')
          .map(({ section, stories }) => (
            <option key={section} value={section}>
              {pause.sectionStories(section, stories)}
            </option>
          ))}
      </select>
    </div>
  )
}

function StoryChoice({ draft, change, error }: PartProps) {
  if (draft.storyId === '')
    return (
      <StoryPicker
        label={pause.whichStory}
        taken={[]}
        error={error}
        onPick={({ id, title }) => change({ storyId: id, storyTitle: title })}
      />
    )
  return (
    <div class="co-picked">
      <span class="co-picked-title">{draft.storyTitle}</span>
      <button
        type="button"
        class="aw-quiet"
        onClick={() => change({ scope: 'story', storyId: '', storyTitle: '', commentId: '' })}
      >
        {pause.anotherStory}
      </button>
    </div>
  )
}

type Option = { value: Scope; label: string }

function optionsFor(story: Story | null, mayBranch: boolean): Option[] {
  // A moderator of some sections pauses nothing beyond them.
  const site: Option[] = isOfSite.value ? [{ value: 'site', label: pause.chips.site }] : []
  const one: Option = { value: 'branch', label: pause.chips.branch }
  if (!story)
    return [
      { value: 'story', label: pause.chips.story },
      { value: 'section', label: pause.chips.section },
      ...site,
      ...(mayBranch ? [one] : []),
    ]
  return [
    { value: 'story', label: pause.chips.thisStory },
    one,
    ...(story.section ? [{ value: 'section' as const, label: pause.ofSection(story.section) }] : []),
    ...site,
  ]
}

/** Where it shall hold: a story, one branch of it, its section, the site. */
export function TargetField({ draft, change, error, story, mayBranch = true }: TargetFieldProps) {
  const { scope } = draft
  const inStory = scope === 'story' || scope === 'branch'
  // A field of its own says what is wrong in it.
  const ownError = scope === 'branch' || (scope === 'story' && !story)
  return (
    <Chips
      legend={pause.where}
      name="where"
      value={scope}
      options={optionsFor(story, mayBranch && draft.storyId !== '')}
      onPick={(next) => change({ scope: next, ...(story && next === 'section' && { section: story.section }) })}
      error={ownError ? null : error}
    >
      {!story && scope === 'section' && <SectionSelect draft={draft} change={change} error={error} />}
      {!story && inStory && <StoryChoice draft={draft} change={change} error={scope === 'story' ? error : null} />}
      {scope === 'branch' && draft.storyId !== '' && (
        <CommentPicker
          storyId={draft.storyId}
          label={branch.label}
          value={draft.commentId}
          error={error}
          onPick={(comment) => change({ commentId: comment?.id ?? '' })}
        />
      )}
    </Chips>
  )
}
