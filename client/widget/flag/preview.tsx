import { differences, type Stretch } from '../../ui/difference.ts'
import type { FlagModel, Matches, Source } from './flag-model.ts'
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
          <Found match={matches?.claim} where={strings.inTheComment} />
        </figure>
        <figure>
          <figcaption>{strings.itSays[from.kind]}</figcaption>
          <Quoted stretches={marked?.says ?? plain(source?.exact)} empty={strings.selectSource} />
          <Found match={matches?.source} where={strings.inThe[from.kind]} />
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

function Found({ match, where }: { match: Matches['claim'] | undefined; where: string }) {
  return (
    <p class={match?.how === 'absent' ? 'flag-found problem' : 'flag-found'} role="status">
      {match && strings.found[match.how](where, match.score)}
    </p>
  )
}
