import type { ComponentChildren } from 'preact'
import { differences } from '../../ui/difference.ts'
import { passageHref } from '../../ui/note-card.tsx'
import type { CaseFile } from '../shapes.ts'
import { common } from '../strings.ts'
import { file as words } from '../strings-cases.ts'
import { CommentSince, SourceSince } from './changed-since.tsx'
import { OutsideFacts, OutsideOrigin } from './outside-facts.tsx'
import { Passage } from './passage.tsx'
import { PutRight } from './put-right.tsx'
import { isPartOf } from './standing-of.ts'

interface TextsProps {
  file: CaseFile
  storyUrl: string | undefined
}

interface AllTextsProps extends TextsProps {
  onChanged: (file: CaseFile) => void
}

function NewTab({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a class="aw-link" href={href} target="_blank" rel="noopener">
      {children}
      <span class="aw-hidden"> {common.newTab}</span>
    </a>
  )
}

function CommentOrigin({ file, storyUrl }: TextsProps) {
  const who = words.commentBy(file.commenter)
  return storyUrl ? <NewTab href={`${storyUrl}#comment-${file.commentId}`}>{who}</NewTab> : who
}

function SourceOrigin({ file, storyUrl }: TextsProps) {
  const name = words.sources[file.sourceKind ?? 'story']
  return storyUrl && file.sourceKind === 'story' ? (
    <NewTab href={passageHref(storyUrl, file.source?.exact ?? '')}>{name}</NewTab>
  ) : (
    name
  )
}

/** The comment by itself, where no quotation is at issue. */
function Alone({ file, storyUrl }: TextsProps) {
  return (
    <div class="co-pair co-alone">
      <section class="co-passage" aria-labelledby="alone-title">
        <h3 id="alone-title" class="co-passage-title">
          {words.comment}
        </h3>
        <p class="co-passage-origin">
          <CommentOrigin file={file} storyUrl={storyUrl} />
        </p>
        <div class="co-passage-text co-alone-text" dir="auto">
          {file.commentText}
        </div>
        <CommentSince file={file} />
      </section>
    </div>
  )
}

/** What is judged: both texts beside each other, the words in which the quotations differ marked; or a comment alone. */
export function Texts({ file, storyUrl, onChanged }: AllTextsProps) {
  const { claim, source, outside, claimIn } = file
  if (!claim || !source) return <Alone file={file} storyUrl={storyUrl} />
  const marked = differences(claim.exact, source.exact)
  return (
    <div class="co-pair">
      <Passage
        title={words.wrote}
        origin={outside ? <OutsideOrigin outside={outside} /> : <CommentOrigin file={file} storyUrl={storyUrl} />}
        text={outside && claimIn === 'translation' ? outside.translation : file.commentText}
        lang={outside && claimIn === 'text' ? outside.language : undefined}
        match={claim}
        stretches={marked.wrote}
      >
        {outside && <OutsideFacts outside={outside} claimIn={claimIn} />}
        {outside && file.staff && !isPartOf(file.staff) && (
          <PutRight id={file.id} outside={outside} onChanged={onChanged} />
        )}
        <CommentSince file={file} />
      </Passage>
      <Passage
        title={words.says}
        origin={<SourceOrigin file={file} storyUrl={storyUrl} />}
        text={file.sourceText}
        match={source}
        stretches={marked.says}
      >
        <SourceSince file={file} />
      </Passage>
    </div>
  )
}
