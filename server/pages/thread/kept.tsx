import { strings } from '../../../client/widget/strings.ts'
import type { Shown } from '../../../client/widget/tree.ts'
import { replyHref } from './addresses.ts'
import type { KeptDraft } from './own.ts'
import { words } from './words.ts'

/** A text that is kept while its writer cannot post: to be read and copied. */
export function KeptText({ draft }: { draft: KeptDraft | undefined }) {
  if (!draft) return null
  return (
    <div class="kept-text" id="write">
      <label for="kept-body">{words.keptText}</label>
      <textarea class="aw-field" id="kept-body" rows={5} readonly dir="auto" aria-describedby="kept-hint" data-kept="">
        {`\n${draft.body}`}
      </textarea>
      <p class="kept-hint" id="kept-hint">
        {words.keptShut}
      </p>
    </div>
  )
}

interface KeptRepliesProps {
  drafts: readonly KeptDraft[]
  comments: readonly Shown[]
  /** Of the story's page. */
  path: string
  /** Whether a reply can be posted. */
  isOpen: boolean
}

/** The replies that were begun and have no form on the page: what they say, and the way to go on with each. */
export function KeptReplies({ drafts, comments, path, isOpen }: KeptRepliesProps) {
  if (drafts.length === 0) return null
  const nameOf = (id: string | null) => comments.find((one) => one.id === id)?.author?.name
  return (
    <div class="kept-replies">
      {drafts.map(({ parentId, body }) => (
        <details>
          <summary>{words.keptReply(nameOf(parentId) ?? strings.earlierComment)}</summary>
          <p class="kept-words" dir="auto">
            {body}
          </p>
          {isOpen && parentId && (
            <a class="aw-button" href={replyHref(path, parentId)} rel="nofollow">
              {words.goOn}
            </a>
          )}
        </details>
      ))}
    </div>
  )
}
