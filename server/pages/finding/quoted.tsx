import { passageHref } from '../../../client/ui/note-card.tsx'
import { Quotes } from '../../../client/ui/quotes.tsx'
import { noteWords } from '../../../client/ui/words.ts'
import { FixedMoment } from '../moment.tsx'
import { permalink } from '../thread/addresses.ts'
import { isGone, type Published, saysLabelOf } from './about.ts'
import { linkWords } from './words.ts'

interface Props {
  found: Published
  /** Path of the story's page here. */
  storyHref: string
}

/** Beyond this many characters a quotation is set in the size of running text. */
const LONG = 320

/** Both quotations, with who wrote each and the way to it. */
export function Quoted({ found, storyHref }: Props) {
  const { wrote, says, outside } = found
  const isLong = Math.max(wrote.length, says.length) > LONG
  return (
    <section
      class={isLong ? 'case-quotes case-quotes-long' : 'case-quotes'}
      aria-label="What they wrote, and what it says"
    >
      <Quotes
        wrote={wrote}
        says={says}
        wroteLabel={noteWords.theyWrote}
        wroteLang={outside?.text.includes(wrote) ? outside.language : undefined}
        wroteGone={isGone(found) ? 'These words are not shown any more.' : undefined}
        saysLabel={saysLabelOf(found)}
        saysGone={noteWords.saysGone}
        underWrote={<WroteFrom found={found} storyHref={storyHref} />}
        underSays={<SaysFrom found={found} storyHref={storyHref} />}
      />
    </section>
  )
}

function WroteFrom({ found: { comment, outside }, storyHref }: Props) {
  if (outside)
    return (
      <p class="case-from">
        <bdi>{outside.postedBy}</bdi>, <OutLink url={outside.url}>{`on ${outside.host}`}</OutLink>
      </p>
    )
  if (!comment?.isShown) return null
  return (
    <p class="case-from">
      <bdi>{comment.author}</bdi>, <a href={permalink(storyHref, comment.id)}>in this comment</a>
    </p>
  )
}

function SaysFrom({ found, storyHref }: Props) {
  const { says, sourceKind, sourceId, sourceAuthor, storyUrl, sourceChanged } = found
  if (says === '') return null
  if (sourceKind === 'comment')
    return (
      <p class="case-from">
        {sourceAuthor && (
          <>
            <bdi>{sourceAuthor}</bdi>,{' '}
          </>
        )}
        {sourceId && <a href={permalink(storyHref, sourceId)}>in this comment</a>}
      </p>
    )
  if (sourceKind === 'update')
    return (
      <p class="case-from">
        <a href={`${storyHref}#comments`}>In an update on the story</a>
      </p>
    )
  return (
    <p class="case-from">
      <a href={sourceChanged ? storyUrl : passageHref(storyUrl, says)}>In the story</a>
    </p>
  )
}

/** The whole post on another site, as it was when it was reported. */
export function WholePost({ post }: { post: NonNullable<Published['outside']> }) {
  const checked = linkWords(post)
  return (
    <section class="case-post">
      <h2>The whole post</h2>
      <blockquote class="case-words" lang={post.language} dir="auto">
        {post.text}
      </blockquote>
      {post.translation !== '' && (
        <>
          <h3>In translation</h3>
          <blockquote class="case-words" dir="auto">
            {post.translation}
          </blockquote>
        </>
      )}
      <p class="case-facts">
        Posted by <bdi>{post.postedBy}</bdi>
        {post.originatedBy !== '' && (
          <>
            , said to come first from <bdi>{post.originatedBy}</bdi>
          </>
        )}
        . Copied when it was reported; the post may have changed since.
      </p>
      <p class="case-facts">
        <OutLink url={post.url}>{post.url}</OutLink>
        {checked && post.linkCheckedAt !== null && (
          <>
            <br />
            {checked} <FixedMoment at={Date.parse(post.linkCheckedAt)} />.
          </>
        )}
      </p>
    </section>
  )
}

/** A link that a reader gave: it passes no reputation on and learns little of who follows it. */
export function OutLink({ url, children }: { url: string; children: string }) {
  return (
    <a href={url} rel="nofollow ugc noopener noreferrer">
      {children}
    </a>
  )
}
