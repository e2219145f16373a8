import { useEffect, useState } from 'preact/hooks'
import { isProblem } from '../../api.ts'
import type { SuspensionFacts } from '../../ui/mode.ts'
import { accountOf, ask, type Session, signIn } from '../session.ts'
import { SignInTrouble } from '../sign-in-line.tsx'
import { keep, kept } from '../storage.ts'
import { useThread } from '../thread.ts'
import { strings } from './strings.ts'

const KEPT = 50

/** Lets a reader ask that commenting be opened again: once, which this browser remembers. */
export function AskToReopen({ suspension }: { suspension: SuspensionFacts }) {
  const { session } = useThread()
  const person = accountOf(session)
  const name = `${person?.id} ${suspension.id}`
  const [wanted, setWanted] = useState(false)
  const [state, setState] = useState<{ busy?: boolean; problem?: string }>({})
  const send = () => {
    setWanted(false)
    setState({ busy: true })
    askOnce(session, suspension.id, name).then(
      () => setState({}),
      (error: unknown) => {
        setState({ problem: isProblem(error) ? error.detail : '' })
        if (!isProblem(error)) throw error
      },
    )
  }
  const count = askedBefore(session)[name]
  useEffect(() => {
    // Asked signed out: sent once it is known who asks.
    if (wanted && person) send()
  }, [person?.id])
  const press = () => {
    if (state.busy) return
    if (person) return send()
    setWanted(true)
    signIn(session)
  }
  return (
    <div class="ask">
      {count ? (
        <p>{strings.asked(count)}</p>
      ) : (
        <button type="button" class="aw-button" aria-disabled={state.busy ?? false} onClick={press}>
          {state.busy ? strings.asking : person ? strings.ask : strings.askSignIn}
        </button>
      )}
      <p role="status">{state.problem !== undefined && strings.notAsked(state.problem)}</p>
      {wanted && !person && <SignInTrouble session={session} />}
    </div>
  )
}

function askedBefore({ base }: Session): Record<string, number> {
  return kept<Record<string, number>>(`asked:${base}`) ?? {}
}

async function askOnce(session: Session, id: string, name: string) {
  const { count } = await ask(session, 'POST /api/v1/suspensions/:id/reopening-requests', { params: { id } })
  const all = Object.entries({ ...askedBefore(session), [name]: count })
  keep(`asked:${session.base}`, Object.fromEntries(all.slice(-KEPT)))
}
