import { LOCALE } from '../../ui/times.ts'
import { findingNames } from '../../ui/words.ts'
import { beginning, plainText } from '../parts/plain-text.ts'
import { href } from '../router.ts'
import type { QueuedComment } from '../shapes.ts'
import { desk } from '../strings-desk.ts'
import { PersonAside } from './person-aside.tsx'

type Writer = NonNullable<QueuedComment['writer']>

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' })
const counted = ['visible', 'pending', 'returned', 'rejected', 'removed'] as const

function Against({ against }: Pick<Writer, 'against'>) {
  if (against.length === 0) return null
  return (
    <>
      <h4>{desk.against}</h4>
      <ul>
        {against.map((one) => (
          <li key={one.reference}>
            <a class="aw-link" href={href.case(one.id, { queue: 'decided', kind: null })}>
              {one.reference}
            </a>{' '}
            {findingNames[one.finding]}
          </li>
        ))}
      </ul>
    </>
  )
}

function Latest({ latest }: Pick<Writer, 'latest'>) {
  if (latest.length === 0) return null
  return (
    <>
      <h4>{desk.latest}</h4>
      <ul class="co-latest">
        {latest.map((one) => (
          <li key={one.id}>
            <a href={href.desk({ queue: 'all' }, one.id)} dir="auto">
              {beginning(plainText(one.html), 90) || '…'}
            </a>{' '}
            <span class="co-hint">{desk.states[one.state]}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Who wrote it, as far as that helps to decide: what became of what they wrote before. */
export function WriterPart({ item: { id: commentId, author: name }, writer }: Pick<QueuedComment, 'item' | 'writer'>) {
  return (
    <section class="co-glance-part" aria-labelledby="desk-writer">
      <h3 id="desk-writer">{desk.writer(name)}</h3>
      {!writer && <p class="co-hint">{desk.noAccount}</p>}
      {writer && (
        <>
          {writer.since && <p class="co-hint">{desk.since(day.format(new Date(writer.since)))}</p>}
          <ul class="co-writer-counts">
            {counted.map((state) => (
              <li key={state} class={writer.counts[state] === 0 ? 'co-zero' : undefined}>
                <b>{writer.counts[state]}</b> {desk.counts[state]}
              </li>
            ))}
          </ul>
          <Against against={writer.against} />
          <Latest latest={writer.latest} />
          <PersonAside personId={writer.id} commentId={commentId} />
        </>
      )}
    </section>
  )
}
