import { When } from '../../ui/when.tsx'
import { beginning, plainText } from '../parts/plain-text.ts'
import { href } from '../router.ts'
import type { QueuedComment } from '../shapes.ts'
import { desk } from '../strings-desk.ts'

type Other = QueuedComment['above'][number]

function Others({ list }: { list: readonly Other[] }) {
  return (
    <ol>
      {list.map((one) => (
        <li key={one.id} class="co-other">
          <p>
            <a href={href.desk({ queue: 'all' }, one.id)}>
              <b>{one.author}</b>
            </a>{' '}
            <span class="co-hint">
              <When at={one.createdAt} />
            </span>{' '}
            {one.state !== 'visible' && <span class="co-hint">{desk.states[one.state]}</span>}
          </p>
          <p dir="auto">{beginning(plainText(one.html), 240) || desk.notShown}</p>
        </li>
      ))}
    </ol>
  )
}

/** What it answers stands above the words; see `Above`. What came after them is here. */
export function ThreadPart({ glance: { after, replies, above } }: { glance: QueuedComment }) {
  const isAlone = after.length === 0 && replies === 0
  if (isAlone && above.length > 0) return null
  return (
    <section class="co-glance-part" aria-labelledby="desk-thread">
      <h3 id="desk-thread">{desk.thread}</h3>
      {isAlone && <p class="co-hint">{desk.alone}</p>}
      {replies > 0 && <p>{desk.replies(replies)}</p>}
      {after.length > 0 && (
        <>
          <h4>{desk.afterIt}</h4>
          <Others list={after} />
        </>
      )}
    </section>
  )
}

/** What a comment answers, from the top of the branch down. */
export function Above({ above }: { above: readonly Other[] }) {
  if (above.length === 0) return null
  return (
    <section class="co-above" aria-label={desk.above}>
      <Others list={above} />
    </section>
  )
}
