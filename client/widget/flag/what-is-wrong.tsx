import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import type { FlagModel } from './flag-model.ts'
import { openOutsideReport } from './outside-report.tsx'
import { openingOf } from './standing.ts'
import { kindTitles, strings } from './strings.ts'

const kinds = Object.keys(kindTitles) as (keyof typeof kindTitles)[]

/** The first question: each answer leads to a form of its own, and disagreement to a reply. */
export function WhatIsWrong({ model }: { model: FlagModel }) {
  const thread = useThread()
  const rules = openingOf(thread.session).rules.value
  const choose = (kind: FlagModel['kind']['value']) => () => {
    model.kind.value = kind
    model.problem.value = null
    renderNow()
    thread.root.getElementById('flag-kind')?.focus()
  }
  return (
    <div class="flag-kinds">
      <h3 id="flag-question">{strings.flagWhy}</h3>
      <ul aria-labelledby="flag-question">
        {kinds.map((kind) => (
          <li key={kind}>
            <Choice id={`flag-as-${kind}`} title={kindTitles[kind]} line={rules[kind]} onClick={choose(kind)} />
          </li>
        ))}
      </ul>
      <div class="flag-no-flag">
        <Choice
          id="flag-as-disagree"
          title={strings.disagree}
          line={strings.disagreeLine}
          onClick={choose('disagree')}
        />
      </div>
      <p class="flag-outside">
        {strings.outsideAsk}{' '}
        <button type="button" class="aw-link" onClick={() => openOutsideReport(thread)}>
          {strings.outsideOpen}
        </button>
      </p>
    </div>
  )
}

interface ChoiceProps {
  id: string
  title: string
  line: string | undefined
  onClick: () => void
}

function Choice({ id, title, line, onClick }: ChoiceProps) {
  return (
    <button type="button" id={id} class="flag-choice" onClick={onClick}>
      <span>{title}</span> {line && <small dir="auto">{line}</small>}
    </button>
  )
}
