import { differences, type Stretch } from '../../ui/difference.ts'
import type { FlagModel, Source } from './flag-model.ts'
import { strings } from './strings.ts'

/** The two quotations as they are chosen, and whether the server finds them. */
export function Preview({ model, from }: { model: FlagModel; from: Source }) {
  const [claim, source] = [model.claim.value, model.source.value]
  const marked = claim && source ? differences(claim.exact, source.exact) : null
  const matches = model.matches.value
  return (
    <div class="aw-quotes flag-preview">
      <div class="aw-quotes-pair">
        <figure>
          <figcaption>{strings.theyWrote}</figcaption>
          <Quoted stretches={marked?.wrote ?? plain(claim?.exact)} empty={strings.selectClaim} />
          <Found how={matches?.claim.how} where={strings.inTheComment} />
        </figure>
        <figure>
          <figcaption>{strings.itSays[from.kind]}</figcaption>
          <Quoted stretches={marked?.says ?? plain(source?.exact)} empty={strings.selectSource} />
          <Found how={matches?.source.how} where={strings.inThe[from.kind]} />
        </figure>
      </div>
    </div>
  )
}

function plain(text: string | undefined): Stretch[] {
  return text ? [{ text, differs: false }] : []
}

function Quoted({ stretches, empty }: { stretches: Stretch[]; empty: string }) {
  if (stretches.length === 0) return <p class="flag-empty">{empty}</p>
  return (
    <blockquote dir="auto">“{stretches.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}”</blockquote>
  )
}

function Found({ how, where }: { how: 'exact' | 'normalised' | 'absent' | undefined; where: string }) {
  return (
    <p class={how === 'absent' ? 'flag-found problem' : 'flag-found'} role="status">
      {how && strings.found[how](where)}
    </p>
  )
}
