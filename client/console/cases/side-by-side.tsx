import { differences } from '../../ui/difference.ts'
import { passageHref } from '../../ui/note-card.tsx'
import type { CaseFile } from '../shapes.ts'
import { cases, common } from '../strings.ts'
import { Passage } from './passage.tsx'

/** Both texts beside each other; the words in which the quotations differ are marked in each. */
export function SideBySide({ file, storyUrl }: { file: CaseFile; storyUrl: string | undefined }) {
  const marked = differences(file.claim.exact, file.source.exact)
  const newTab = <span class="aw-hidden"> {common.newTab}</span>
  const source = cases.sources[file.sourceKind]
  return (
    <div class="co-pair">
      <Passage
        title={cases.wrote}
        origin={
          storyUrl ? (
            <a class="aw-link" href={`${storyUrl}#comment-${file.commentId}`} target="_blank" rel="noopener">
              {cases.commentBy(file.commenter)}
              {newTab}
            </a>
          ) : (
            cases.commentBy(file.commenter)
          )
        }
        text={file.commentText}
        match={file.claim}
        stretches={marked.wrote}
        warning={file.commentChanged ? cases.commentChanged : null}
      />
      <Passage
        title={cases.says}
        origin={
          storyUrl && file.sourceKind === 'story' ? (
            <a class="aw-link" href={passageHref(storyUrl, file.source.exact)} target="_blank" rel="noopener">
              {source}
              {newTab}
            </a>
          ) : (
            source
          )
        }
        text={file.sourceText}
        match={file.source}
        stretches={marked.says}
        warning={file.sourceChanged ? cases.sourceChanged : null}
      />
    </div>
  )
}
