import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { ChosenStories } from '../parts/chosen-stories.tsx'
import { Refused } from '../parts/refused.tsx'
import { me, say } from '../session.ts'
import type { Grant, PersonForOwner, Story } from '../shapes.ts'
import { common, people } from '../strings.ts'
import { type Reach, RoleBox, RoleReach } from './role-reach.tsx'

interface RolesFormProps {
  person: PersonForOwner
  onSaved: (person: PersonForOwner) => void
  onClose: () => void
}

interface Choice {
  member: Reach
  moderator: Reach
  owner: boolean
  stories: string[]
}

function reachOf(grants: Grant[], role: Grant['role']): Reach {
  const given = grants.filter((grant) => grant.role === role)
  if (given.some(({ section }) => !section)) return 'site'
  return given.length > 0 ? given.flatMap(({ section }) => section ?? []) : 'nowhere'
}

function choiceOf(grants: Grant[]): Choice {
  return {
    member: reachOf(grants, 'member'),
    moderator: reachOf(grants, 'moderator'),
    owner: grants.some(({ role }) => role === 'owner'),
    stories: grants.flatMap(({ role, storyId }) => (role === 'author' && storyId ? [storyId] : [])),
  }
}

function grantsIn(role: 'member' | 'moderator', reach: Reach): Grant[] {
  if (reach === 'nowhere') return []
  return (reach === 'site' ? [null] : reach).map((section) => ({ role, storyId: null, section }))
}

function grantsOf({ member, moderator, owner, stories }: Choice): Grant[] {
  return [
    ...(owner ? [{ role: 'owner' as const, storyId: null, section: null }] : []),
    ...grantsIn('moderator', moderator),
    ...grantsIn('member', member),
    ...stories.map((storyId) => ({ role: 'author' as const, storyId, section: null })),
  ]
}

function RoleBoxes({ choice, change }: { choice: Choice; change: (part: Partial<Choice>) => void }) {
  return (
    <>
      {(['member', 'moderator'] as const).map((role) => (
        <RoleReach key={role} role={role} reach={choice[role]} onReach={(reach) => change({ [role]: reach })} />
      ))}
      <RoleBox
        name={people.owner}
        meaning={people.means.owner}
        checked={choice.owner}
        onChange={(checked) => change({ owner: checked })}
      />
    </>
  )
}

/** Why saving did not work; that there would be no owner, in words that say what to do. */
function troubleOf({ code, extra, detail }: Failure, wasOwner: boolean): string {
  return code === 'conflict' && wasOwner && !extra.current ? people.lastOwner : detail
}

/** Gives a person roles and takes them away; nothing happens before it is saved. */
export function RolesForm({ person, onSaved, onClose }: RolesFormProps) {
  // As they were when the form was opened: what another owner changes meanwhile is not to be overwritten.
  const [before] = useState(person.grants)
  const given = choiceOf(before)
  const [choice, setChoice] = useState(given)
  const [known, setKnown] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const change = (part: Partial<Choice>) => {
    setFailure(null)
    setChoice({ ...choice, ...part })
  }
  const isWhole = choice.member.length > 0 && choice.moderator.length > 0
  const isSame = JSON.stringify(grantsOf(choice)) === JSON.stringify(grantsOf(given))
  const losesSelf = person.id === me.value?.id && given.owner && !choice.owner
  const add = (story: Story) => {
    setKnown({ ...known, [story.id]: story.title })
    change({ stories: [...choice.stories, story.id] })
  }
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || isSame || !isWhole) return
    setBusy(true)
    ask('PUT /api/v1/people/:id/grants', { params: { id: person.id }, body: { grants: grantsOf(choice), before } })
      .then((saved) => {
        say(people.saved(saved.name))
        if (me.value?.id === saved.id) me.value = saved
        onSaved(saved)
        onClose()
      })
      .catch((error: unknown) => {
        setBusy(false)
        setFailure(failureOf(error))
      })
  }
  const cancelOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && onClose()
  return (
    <form
      ref={form}
      class="co-form co-roles"
      aria-label={people.rolesOf(person.name)}
      onSubmit={save}
      onKeyDown={cancelOnEscape}
    >
      <p class="co-hint">{people.means.reader}</p>
      <RoleBoxes choice={choice} change={change} />
      <ChosenStories
        words={people.authored}
        ids={choice.stories}
        known={known}
        onAdd={add}
        onRemove={(id) => change({ stories: choice.stories.filter((one) => one !== id) })}
      />
      {losesSelf && <p class="co-warning">{people.selfWarning}</p>}
      <Refused failure={failure} {...(failure && { words: troubleOf(failure, given.owner) })} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy || isSame || !isWhole}>
          {people.save}
        </button>
        <button type="button" class="aw-quiet" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
