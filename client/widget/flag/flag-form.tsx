import { useEffect } from 'preact/hooks'
import type * as z from 'zod'
import type { MisrepresentationType } from '../../../server/contract/flags.ts'
import { misrepresentationNames } from '../../ui/words.ts'
import { useThread } from '../thread.ts'
import type { FlagModel, Source } from './flag-model.ts'
import { Pane } from './pane.tsx'
import { Preview } from './preview.tsx'
import { check, LONGEST_WHY, lacking, SHORTEST_WHY, send } from './send-flag.ts'
import { strings } from './strings.ts'

const CHECK_MS = 350
type Type = z.output<typeof MisrepresentationType>
const types = Object.entries(misrepresentationNames) as [Type, string][]

/** Both texts to choose the words in, and what the reader says about them. */
export function FlagForm({ model }: { model: FlagModel }) {
  const thread = useThread()
  useCheck(model)
  const from = model.sources.value.find((one) => one.key === model.chosen.value)
  if (!from) return null
  const submit = () => {
    const missing = lacking(model)
    model.problem.value = missing?.words ?? null
    if (missing) thread.root.getElementById(missing.at)?.focus()
    else if (thread.session.person.value) void send(thread, model)
    else model.problem.value = strings.flagSignIn
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div class="panes">
        <Pane
          id="flag-claim"
          label={
            <label for="flag-claim" id="flag-claim-label">
              {strings.paneClaim}
            </label>
          }
          text={model.commentText.value}
          missing={strings.commentMissing}
          selected={model.claim.value}
          onSelect={(selected) => {
            model.claim.value = selected
          }}
        />
        <Pane
          id="flag-source"
          key={from.key}
          label={<SourceChoice model={model} />}
          text={from.text}
          missing={strings.storyMissing}
          selected={model.source.value}
          onSelect={(selected) => {
            model.source.value = selected
          }}
        />
      </div>
      <p class="flag-how" id="flag-claim-how">
        <span id="flag-source-how">{strings.howToSelect}</span>
      </p>
      <Preview model={model} from={from} />
      <Why model={model} />
      <p role="alert" class="problem">
        {model.problem.value}
      </p>
      <div class="buttons">
        <button type="submit" class="aw-button aw-button-primary" aria-disabled={model.sending.value}>
          {model.sending.value ? strings.sending : strings.sendFlag}
        </button>
      </div>
    </form>
  )
}

/** Looks both quotations up on the server, a moment after the last change. */
function useCheck(model: FlagModel) {
  const thread = useThread()
  const [claim, source, person] = [model.claim.value, model.source.value, thread.session.person.value]
  useEffect(() => {
    model.matches.value = null
    if (!claim || !source || !person) return
    const timer = setTimeout(() => void check(thread, model), CHECK_MS)
    return () => clearTimeout(timer)
  }, [claim, source, person])
}

function SourceChoice({ model }: { model: FlagModel }) {
  return (
    <>
      <label for="flag-from" id="flag-source-label">
        {strings.paneSource}
      </label>
      <select
        id="flag-from"
        value={model.chosen.value}
        onChange={(event) => {
          model.chosen.value = event.currentTarget.value
          model.source.value = null
        }}
      >
        {model.sources.value.map((one) => (
          <option key={one.key} value={one.key}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </>
  )
}

function nameOf(source: Source): string {
  if (source.kind === 'update') return strings.updatePosted(Number(source.name))
  return source.kind === 'comment' ? strings.answeredComment(source.name) : strings.theStory
}

function Why({ model }: { model: FlagModel }) {
  const length = model.explanation.value.trim().length
  return (
    <div class="flag-why">
      <p>
        <label for="flag-type">{strings.flagType}</label>
        <select
          id="flag-type"
          class="aw-field"
          required
          value={model.type.value}
          onChange={(event) => {
            model.type.value = event.currentTarget.value as Type | ''
          }}
        >
          <option value="">{strings.choose}</option>
          {types.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="flag-why">{strings.flagExplain}</label>
        <textarea
          id="flag-why"
          class="aw-field"
          rows={3}
          required
          dir="auto"
          aria-describedby="flag-count"
          value={model.explanation.value}
          onInput={(event) => {
            model.explanation.value = event.currentTarget.value
          }}
        />
        <span id="flag-count" class="flag-count aw-figures">
          {length < SHORTEST_WHY ? strings.atLeast(length, SHORTEST_WHY) : strings.ofAtMost(length, LONGEST_WHY)}
        </span>
      </p>
    </div>
  )
}
