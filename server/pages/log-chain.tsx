import type * as z from 'zod'
import type { LogCheck } from '../contract/log.ts'
import { FixedMoment } from './moment.tsx'

interface Props {
  check: z.output<typeof LogCheck>
  /** Where the whole log is as data. */
  dataHref: string
}

/** Says whether the log is as it was written, up to which entry, and how anybody can find out for themselves. */
export function Chain({ check: { number, hash, checkedAt, fault }, dataHref }: Props) {
  if (number === 0 && fault === null) return null
  return (
    <section class="chain" aria-label="Whether this log is as it was written">
      <p class={`chain-line ${fault === null ? 'chain-holds' : 'chain-broken'}`}>
        <b>{fault === null ? `The chain verifies up to entry ${number}.` : `The chain does not verify. ${fault}`}</b>{' '}
        <span>
          Checked <FixedMoment at={Date.parse(checkedAt)} />.
        </span>
      </p>
      {number > 0 && (
        <p class="chain-hash">
          Hash of entry {number}: <code>{hash}</code>
        </p>
      )}
      <details>
        <summary>How to check it yourself</summary>
        <Method dataHref={dataHref} />
      </details>
    </section>
  )
}

/** The same for every reader, so that a program can be written from it. */
function Method({ dataHref }: Pick<Props, 'dataHref'>) {
  return (
    <>
      <p>
        Every entry has a hash that is made of what it says and of the hash before it. Whoever changes, removes or adds
        one has to make every hash after it anew. So note the number and hash above: if that entry ever has another
        hash, the log was rewritten.
      </p>
      <p>
        To make a hash, take an entry from <a href={dataHref}>the log as data</a> and write a JSON array without spaces:
      </p>
      <pre>
        <code>{'[id, number, at, verb, role, storyId, detail,\n wordsDigest, personDigest, previousHash]'}</code>
      </pre>
      <p>
        with <code>detail</code> as an array of its [key, value] pairs, sorted by key. The SHA-256 of these bytes in
        UTF-8, written in hexadecimal, is the entry’s <code>hash</code>. The <code>previousHash</code> of entry 1 is 64
        zeros. <code>wordsDigest</code> is the SHA-256 of <code>wordsSalt</code> followed by the words. What the steps
        of a case say is told to staff only, and so is its salt; their hashes are made and checked in the same way.
      </p>
      <p>
        Words, and the record of which person acted, are in the chain by their digests only. So they can be taken out
        where the law or decency asks for it, and all else still verifies. Taking out words is an entry itself.
      </p>
      <p>
        Whoever runs the server checks everything with <code>npm run afterword -- log verify</code>.
      </p>
    </>
  )
}
