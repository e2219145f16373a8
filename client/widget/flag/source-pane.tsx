import type { ComponentChildren } from 'preact'
import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import { CommentPicker } from './comment-picker.tsx'
import { Pane } from './pane.tsx'
import { chooseComment, chooseSource, chosenSource, loadSources, type Quoting, type Source } from './quoting.ts'
import { strings } from './strings.ts'

/** Where the original words stand: a text to choose them in, or a field for words that stand in none. */
export function SourcePane({ quoting, exceptId }: { quoting: Quoting; exceptId: string | null }) {
  const thread = useThread()
  const from = chosenSource(quoting)
  if (!from) return null
  const focusField = () => {
    renderNow()
    thread.root.getElementById('flag-source')?.focus()
  }
  const label = <SourceChoice quoting={quoting} />
  if (quoting.isPicking.value)
    return (
      <div class="pane">
        <div class="pane-label">{label}</div>
        <CommentPicker
          exceptId={exceptId}
          onPick={(id) => {
            chooseComment(thread, quoting, id)
            focusField()
          }}
          onClose={() => {
            quoting.isPicking.value = false
            renderNow()
            thread.root.getElementById('flag-another')?.focus()
          }}
        />
      </div>
    )
  const type = (typed: string | null) => () => {
    quoting.typed.value = typed
    focusField()
  }
  if (quoting.typed.value !== null)
    return <TypedPane quoting={quoting} from={from} label={label} onSelectInstead={type(null)} />
  return (
    <Pane
      id="flag-source"
      key={from.key}
      label={label}
      text={from.text}
      missing={from.kind === 'story' ? strings.storyMissing : strings.sourceMissing}
      selected={quoting.source.value}
      onSelect={(selected) => {
        quoting.source.value = selected
      }}
    >
      <button type="button" class="aw-link pane-other" onClick={type('')}>
        {from.text === '' ? strings.typeWords : strings.wordsNotThere}
      </button>
    </Pane>
  )
}

interface TypedPaneProps {
  quoting: Quoting
  from: Source
  label: ComponentChildren
  onSelectInstead: () => void
}

function TypedPane({ quoting, from, label, onSelectInstead }: TypedPaneProps) {
  return (
    <div class="pane">
      <div class="pane-label">{label}</div>
      <textarea
        id="flag-source"
        class="aw-field"
        rows={4}
        dir="auto"
        aria-labelledby="flag-source-label flag-from"
        aria-describedby="flag-typed-how"
        value={quoting.typed.value ?? ''}
        onInput={(event) => {
          quoting.typed.value = event.currentTarget.value
        }}
      />
      <div>
        <p class="flag-hint" id="flag-typed-how">
          {strings.howToType}
        </p>
        {from.text !== '' && (
          <button type="button" class="aw-link pane-other" onClick={onSelectInstead}>
            {strings.selectWords}
          </button>
        )}
      </div>
    </div>
  )
}

function SourceChoice({ quoting }: { quoting: Quoting }) {
  const thread = useThread()
  return (
    <>
      <label for="flag-from" id="flag-source-label">
        {strings.paneSource}
      </label>
      <select
        id="flag-from"
        value={quoting.chosen.value}
        onChange={(event) => {
          chooseSource(quoting, event.currentTarget.value)
          void loadSources(thread, quoting)
        }}
      >
        {quoting.sources.value.map((one) => (
          <option key={one.key} value={one.key}>
            {nameOf(one)}
          </option>
        ))}
      </select>
      <button
        type="button"
        id="flag-another"
        class="aw-link"
        aria-expanded={quoting.isPicking.value}
        onClick={() => {
          quoting.isPicking.value = !quoting.isPicking.value
          renderNow()
          const search = thread.root.getElementById('flag-search')
          search?.parentElement?.scrollIntoView({ block: 'nearest' })
          search?.focus({ preventScroll: true })
        }}
      >
        {strings.anotherComment}
      </button>
    </>
  )
}

function nameOf({ kind, name, isAnswered }: Source): string {
  if (kind === 'update') return strings.updatePosted(Number(name))
  if (kind === 'story') return strings.theStory
  return isAnswered ? strings.answeredComment(name) : strings.commentBy(name)
}
