import { useState } from 'preact/hooks'
import { useThread } from '../thread.ts'
import { Ask } from './ask.tsx'
import { type Mine, type Settle, takeFlagBack } from './mine.ts'
import { strings } from './strings.ts'

interface TakeBackProps {
  mine: Mine
  settle: Settle
}

/** Takes one’s flag back, as long as nothing is decided. */
export function TakeBack({ mine, settle }: TakeBackProps) {
  const thread = useThread()
  const [asking, setAsking] = useState(false)
  return (
    <section class="case-part">
      {asking ? (
        <Ask
          words={strings.takeBackAsk}
          yes={strings.takeBackYes}
          no={strings.takeBackNo}
          back="withdraw"
          onYes={async () => settle(await takeFlagBack(thread, mine.id), strings.takenBack)}
          onNo={() => setAsking(false)}
        />
      ) : (
        <button type="button" class="aw-button" data-ask="withdraw" onClick={() => setAsking(true)}>
          {strings.takeBack}
        </button>
      )}
    </section>
  )
}
