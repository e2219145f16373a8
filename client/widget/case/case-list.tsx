import { useEffect, useState } from 'preact/hooks'
import { isProblem } from '../../api.ts'
import { serverNow } from '../../ui/clock.ts'
import { When } from '../../ui/when.tsx'
import { ask } from '../session.ts'
import { useThread } from '../thread.ts'
import type { Mine } from './mine.ts'
import { canDo, stageWords } from './stage.ts'
import { strings } from './strings.ts'

/** The cases that the reader is part of, newest first: how far each is, and what can be done now. */
export function CaseList({ onOpen }: { onOpen: (id: string) => void }) {
  const { session } = useThread()
  const [cases, setCases] = useState<readonly Mine[]>([])
  /** Where the next page begins; undefined while a page is loaded. */
  const [next, setNext] = useState<string | null | undefined>(undefined)
  const [failed, setFailed] = useState<string | null | false>(false)
  const load = async (after: string | null) => {
    setNext(undefined)
    setFailed(false)
    try {
      const page = await ask(session, 'GET /api/v1/me/cases', { query: after ? { after } : {} })
      setCases((before) => [...before, ...page.cases])
      setNext(page.next)
    } catch (error) {
      if (!isProblem(error)) throw error
      setFailed(after)
    }
  }
  useEffect(() => void load(null), [])
  if (failed !== false) return <Failed onAgain={() => void load(failed)} />
  if (next === undefined && cases.length === 0) return <p class="case-quiet">{strings.loading}</p>
  if (cases.length === 0)
    return (
      <p class="case-quiet">
        {strings.noCases} {strings.noCasesWhy}
      </p>
    )
  return (
    <>
      <FlagStanding />
      <ol class="case-list">
        {cases.map((one) => (
          <li key={one.id}>
            <Row one={one} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <button
          type="button"
          class="aw-button"
          aria-disabled={next === undefined}
          onClick={() => next && void load(next)}
        >
          {next === undefined ? strings.loading : strings.moreCases}
        </button>
      )}
    </>
  )
}

/** What became of the reader's flags, and what that means for the next ones. */
function FlagStanding() {
  const { session } = useThread()
  const [words, setWords] = useState('')
  useEffect(() => {
    void ask(session, 'GET /api/v1/me/flagging', {}).then(
      ({ upheld, denied, weight }) => setWords(upheld + denied > 0 ? strings.flagStanding(upheld, denied, weight) : ''),
      () => undefined, // the list says what is wrong, if anything is
    )
  }, [])
  return words ? <p class="case-quiet">{words}</p> : null
}

function Row({ one, onOpen }: { one: Mine; onOpen: (id: string) => void }) {
  const act = canDo(one, serverNow())
  return (
    <>
      <p class="case-row-head">
        <button
          type="button"
          class="aw-link aw-figures"
          aria-label={strings.openThis(one.reference)}
          onClick={() => onOpen(one.id)}
        >
          {one.reference}
        </button>
        <span>{one.outsideUrl ? strings.flaggedPost : strings.parts[one.part]}</span>
      </p>
      <p class="case-row-story">
        {one.storyTitle} <When at={one.createdAt} />
      </p>
      <p class="case-row-stage">
        {stageWords(one)} {act && <b>{act}</b>}
      </p>
    </>
  )
}

/** Why nothing is shown, and the way to try again. */
export function Failed({ words = strings.notLoaded, onAgain }: { words?: string; onAgain: () => void }) {
  return (
    <div class="case-quiet" role="alert">
      <p>{words}</p>
      <button type="button" class="aw-button" onClick={onAgain}>
        {strings.tryAgain}
      </button>
    </div>
  )
}
