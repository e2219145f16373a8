import { useMemo } from 'preact/hooks'
import { openOutsideReport } from '../flag/outside-report.tsx'
import { dress } from '../styles.ts'
import { useThread } from '../thread.ts'
import css from './asides.css?inline'
import { Elsewhere } from './elsewhere.tsx'
import { strings } from './strings.ts'

/** Under the composer: posts elsewhere that were checked, and the way to report one. */
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
      </p>
    </>
  )
}
