import { useMemo } from 'preact/hooks'
import { openMyCases } from '../case/open-case.ts'
import { openOutsideReport } from '../flag/outside-report.tsx'
import { dress } from '../styles.ts'
import { useThread } from '../thread.ts'
import css from './asides.css?inline'
import { Elsewhere } from './elsewhere.tsx'
import { strings } from './strings.ts'

/** Under the composer: posts elsewhere that were checked, the way to report one, and the reader's own cases. */
export function Asides() {
  const thread = useThread()
  useMemo(() => dress(thread.root, css), [thread.root])
  const cases = thread.elsewhere.value
  if (!cases) return null
  return (
    <>
      {cases.length > 0 && <Elsewhere cases={cases} />}
      <p class="asides-line">
        <button type="button" class="aw-quiet" onClick={() => openOutsideReport(thread)}>
          {strings.reportOutside}
        </button>
        {thread.session.person.value && (
          <button type="button" class="aw-quiet" onClick={() => openMyCases(thread)}>
            {strings.myCases}
          </button>
        )}
      </p>
    </>
  )
}
