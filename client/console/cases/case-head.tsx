import { When } from '../../ui/when.tsx'
import { href } from '../router.ts'
import { isStaff } from '../session.ts'
import type { CaseFile } from '../shapes.ts'
import { common } from '../strings.ts'
import { kindNames, kindWords, queueWords, file as words } from '../strings-cases.ts'

export interface Around {
  listHref: string
  before: string | undefined
  after: string | undefined
}

function Nav({ listHref, before, after }: Around) {
  return (
    <p class="co-case-nav">
      <a class="aw-quiet co-case-back" href={listHref}>
        {words.all}
      </a>
      {before && (
        <a class="aw-quiet" href={before}>
          {words.previous}
        </a>
      )}
      {after && (
        <a class="aw-quiet" href={after}>
          {words.next}
        </a>
      )}
    </p>
  )
}

function Facts({ file }: { file: CaseFile }) {
  const isPublic = file.kind === 'misrepresentation' && (file.state === 'published' || file.state === 'closed')
  const isFlagged = file.flagCount !== null && file.flagCount > 0
  const isSeen = isPublic && file.staff?.decisions.at(-1)?.action !== 'none'
  return (
    <p class="co-case-facts">
      {isFlagged && (
        <span>
          {queueWords.flags(file.flagCount ?? 0)}
          {file.weight !== null && `, ${queueWords.weight(file.weight)}`}
        </span>
      )}
      <span>
        {isFlagged || file.flagCount === null ? words.flagged : words.opened} <When at={file.createdAt} />
      </span>
      {file.updateNumber !== null && <span>{queueWords.update(file.updateNumber)}</span>}
      {isStaff.value && file.kind === 'misrepresentation' && (
        <a class="aw-link" href={href.answer(file.storyId, file.id)}>
          {words.answer}
        </a>
      )}
      {isSeen && (
        <a class="aw-link" href={`/cases/${file.reference}`} target="_blank" rel="noopener">
          {words.publicPage}
          <span class="aw-hidden"> {common.newTab}</span>
        </a>
      )}
    </p>
  )
}

/** Which case it is, about which story, and the way to the next one. */
export function CaseHead({ file, ...around }: { file: CaseFile } & Around) {
  const kind = kindWords(file)
  return (
    <header class="co-case-head">
      <Nav {...around} />
      <h2 tabIndex={-1} class="co-case-title">
        {file.reference}
        <span class="co-case-kind">
          {file.kind === 'conduct' && kind !== kindNames.conduct ? `${kindNames.conduct}: ${kind}` : kind}
        </span>
      </h2>
      <p class="co-case-story">
        <a class="aw-link" href={href.story(file.storyId)}>
          {file.storyTitle}
        </a>
      </p>
      <Facts file={file} />
    </header>
  )
}
