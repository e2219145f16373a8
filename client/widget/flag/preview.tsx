import { differences, type Stretch } from '../../ui/difference.ts'
import { chosenSource, type Matches, type Quoting, sourceWords } from './quoting.ts'
import { strings } from './strings.ts'

interface PreviewProps {
  quoting: Quoting
  /** What stands over the claim. */
  wrote: string
  /** Where the claim is looked for: “the comment”. */
  where: string
}

/** The two quotations as they are chosen, and whether the server finds them. */
export function Preview({ quoting, wrote, where }: PreviewProps) {
  const [claim, source] = [quoting.claim.value, sourceWords(quoting)]
  const kind = chosenSource(quoting)?.kind ?? 'story'
  const marked = claim && source ? differences(claim.exact, source.exact) : null
  const matches = quoting.matches.value
  const isTyped = quoting.typed.value !== null
  return (
    <div class="aw-quotes flag-preview">
      <div class="aw-quotes-pair">
        <figure>
          <figcaption>{wrote}</figcaption>
          <Quoted stretches={marked?.wrote ?? plain(claim?.exact)} empty={strings.selectClaim} />
          <Found match={matches?.claim} where={where} />
        </figure>
        <figure>
          <figcaption>{isTyped ? strings.saidToStand[kind] : strings.itSays[kind]}</figcaption>
          <Quoted
            stretches={marked?.says ?? plain(source?.exact)}
            empty={isTyped ? strings.typeSource : strings.selectSource}
          />
          <Found match={matches?.source} where={strings.inThe[kind]} />
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
