import { differences } from '../../ui/difference.ts'
import type { CaseFile } from '../shapes.ts'
import { file as words } from '../strings-cases.ts'
import { Stretches } from './passage.tsx'

const { changed } = words

function commentWords({ commentState, commentNow }: CaseFile): string {
  if (commentNow !== null) return changed.edited
  if (commentState === 'removed') return changed.removed
  return commentState === 'deleted' || commentState === null ? changed.deleted : changed.hidden
}

/** What became of the comment since it was flagged: as it stands now, the words that are new marked. */
export function CommentSince({ file }: { file: CaseFile }) {
  if (!file.commentChanged) return null
  const { commentNow } = file
  return (
    <div class="co-since">
      <p>{commentWords(file)}</p>
      {commentNow !== null && (
        <>
          <p class="co-since-title">{changed.now}</p>
          <p class="co-passage-text" dir="auto">
            <Stretches stretches={differences(file.commentText, commentNow).says} />
          </p>
        </>
      )}
    </div>
  )
}

const stands = {
  exact: changed.stands,
  normalised: changed.standsAlmost,
  fuzzy: changed.standsOtherwise,
  absent: changed.passageGone,
}

/** Whether the quoted text is to be relied on, and still stands in a source that was changed since. */
export function SourceSince({ file }: { file: CaseFile }) {
  if (!file.sourceChanged) return file.isSourceConfirmed ? null : <p class="co-since">{changed.hearsay}</p>
  return (
    <div class="co-since">
      <p>
        {!file.isSourceConfirmed && `${changed.hearsay} `}
        {changed.source} {file.sourceNow && stands[file.sourceNow.how]}
      </p>
    </div>
  )
}
