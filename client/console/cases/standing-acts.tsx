import type { CaseFile } from '../shapes.ts'
import { acts } from '../strings-judging.ts'
import type { Act, Next } from './standing-of.ts'
import { decisionOf, isForeign, isOpen, isTheirs, mayAsk } from './standing-of.ts'
import type { CaseMoves } from './use-moves.ts'

interface StandingActsProps {
  file: CaseFile
  next: Next
  moves: CaseMoves
  onReason: (step: 'decline' | 'reopen') => void
}

interface Offer {
  id: string
  label: string
  /** The key that does it. */
  key?: string
  run: () => void
}

type Offers = Record<Act | 'release' | 'publish' | 'decline', Offer>

function offersOf({ file, moves, onReason }: StandingActsProps): Offers {
  const isPublic = file.kind === 'misrepresentation'
  const take = isForeign(file) ? acts.takeOver(file.assignee ?? '') : acts.take
  return {
    take: { id: 'take', label: take, key: 't', run: moves.take },
    begin_review: { id: 'begin_review', label: acts.review, key: 'v', run: moves.review },
    ask: { id: 'ask', label: acts.ask, key: 'a', run: moves.ask },
    decide: { id: 'decide', label: acts.decide, key: 'd', run: moves.decide },
    second: { id: 'second', label: acts.second, key: 's', run: moves.second },
    undo: { id: 'undo', label: acts.undo, key: 'z', run: moves.undo },
    reopen: { id: 'reopen', label: acts.reopen, run: () => onReason('reopen') },
    release: { id: 'release', label: acts.release, run: moves.release },
    publish: { id: 'publish', label: isPublic ? acts.publish : acts.tell, key: 'p', run: moves.publish },
    decline: { id: 'decline', label: acts.decline, run: () => onReason('decline') },
  }
}

/** What else can be done, beside the next thing. */
function others(file: CaseFile, offers: Offers): Offer[] {
  const open = isOpen(file)
  const isNew = file.state === 'submitted' || file.state === 'triage'
  return [
    open && isNew && !isForeign(file) && offers.begin_review,
    open && !isForeign(file) && mayAsk(file) && offers.ask,
    open && !isForeign(file) && offers.decide,
    open && file.isMine && offers.release,
    open && !file.isMine && offers.take,
    file.state === 'decided' && isTheirs(file) && offers.publish,
    file.state === 'awaiting_second' && !decisionOf(file)?.isOwn && offers.decline,
  ].filter((offer) => offer !== false)
}

function Button({ offer, isPrimary, isBusy }: { offer: Offer; isPrimary: boolean; isBusy: boolean }) {
  return (
    <button
      type="button"
      class={isPrimary ? 'aw-button aw-button-primary' : 'aw-button'}
      data-act={offer.id}
      disabled={isBusy}
      aria-keyshortcuts={offer.key}
      onClick={offer.run}
    >
      {offer.label}
      {offer.key && (
        <span class="co-by-key" aria-hidden="true">
          <kbd>{offer.key}</kbd>
        </span>
      )}
    </button>
  )
}

/** What takes something back is offered, but not pressed upon anybody by a filled button. */
const TAKES_BACK = new Set<Act>(['undo', 'reopen'])

/** The next thing to do, as the one filled button, and what else can be done now. */
export function StandingActs(props: StandingActsProps) {
  const { file, next, moves } = props
  const offers = offersOf(props)
  const rest = others(file, offers).filter(({ id }) => id !== next.act)
  if (!next.act && rest.length === 0) return null
  return (
    <div class="co-actions co-standing-acts">
      {next.act && <Button offer={offers[next.act]} isPrimary={!TAKES_BACK.has(next.act)} isBusy={moves.isBusy} />}
      {rest.map((offer) => (
        <Button key={offer.id} offer={offer} isPrimary={false} isBusy={moves.isBusy} />
      ))}
    </div>
  )
}
