import { useMemo } from 'preact/hooks'
import type * as z from 'zod'
import type { OutsidePost, PublicCase } from '../../../server/contract/findings.ts'
import { serverNow } from '../../ui/clock.ts'
import css from '../../ui/note.css?inline'
import { casePage, passageHref } from '../../ui/note-card.tsx'
import { findingNames, findingSentence, noteWords } from '../../ui/note-words.ts'
import quotes from '../../ui/quotes.css?inline'
import { Quotes } from '../../ui/quotes.tsx'
import { dayOf, LOCALE } from '../../ui/times.ts'
import { When } from '../../ui/when.tsx'
import { dress } from '../styles.ts'
import { useThread } from '../thread.ts'
import { UpdateLink } from './notes.tsx'
import { strings } from './strings.ts'

type Checked = z.output<typeof PublicCase>
type Post = z.output<typeof OutsidePost>

/** Posts about the story on other sites that were checked: one line, and on request what they say and what it says. */
export function Elsewhere({ cases }: { cases: readonly Checked[] }) {
  const thread = useThread()
  useMemo(() => dress(thread.root, quotes + css), [thread.root])
  return (
    <details class="elsewhere" data-mark>
      <summary>
        <i aria-hidden="true" />
        <span>
          {strings.elsewhere} <span class="aw-figures">({cases.length})</span>
        </span>
      </summary>
      <ol>
        {cases.map((one) => (
          <li key={one.reference}>{one.outside && <OnePost checked={one} post={one.outside} />}</li>
        ))}
      </ol>
    </details>
  )
}

function OnePost({ checked, post }: { checked: Checked; post: Post }) {
  const { base } = useThread()
  const { finding, wrote, says, sourceKind, storyUrl, explanation, answer, reference, decidedAt } = checked
  const kind = sourceKind ?? 'story'
  const canLink = kind === 'story' && !checked.sourceChanged && says !== ''
  const page = casePage(base, reference)
  return (
    <article class="note" aria-label={strings.postOn(post.host)}>
      <h3 class="elsewhere-post">
        <Origin post={post} />
      </h3>
      <p class="note-mark">
        <i aria-hidden="true" />
        {findingNames[finding]}
      </p>
      {checked.isAppealed && <p class="note-state">{noteWords.appealed}</p>}
      <Quotes
        wrote={wrote}
        says={says}
        wroteLabel={noteWords.theyWrote}
        saysLabel={noteWords.itSays[kind]}
        saysHref={canLink ? passageHref(storyUrl, says) : undefined}
        saysGone={noteWords.saysGone}
        wroteLang={isIn(wrote, post.translation) ? undefined : post.language}
        underWrote={<OtherLanguage post={post} wrote={wrote} />}
        underSays={checked.sourceChanged && says && <p class="aw-quotes-under">{noteWords.sourceChanged[kind]}</p>}
      />
      <p class="note-finding">{findingSentence(finding, sourceKind, 'post')}</p>
      <p class="note-why" dir="auto">
        {explanation}
      </p>
      {answer && (
        <p class="note-answer" dir="auto">
          <b>{noteWords.authorAnswered}</b> “{answer}”
        </p>
      )}
      <p class="note-foot">
        {checked.updateNumber !== null && <UpdateLink number={checked.updateNumber} />}
        {page && (
          <a class="aw-link" href={page}>
            {noteWords.caseLink}: <span class="aw-figures">{reference}</span>
          </a>
        )}
        <PostLink post={post} />
        <When at={decidedAt} />
      </p>
    </article>
  )
}

/** Who posted it where, in which language, and who is said to have written it first. */
function Origin({ post: { postedBy, originatedBy, host, language } }: { post: Post }) {
  return (
    <>
      <bdi>{postedBy}</bdi> <span>{strings.onHost(host)}</span>
      {originatedBy && (
        <span>
          {', '}
          {strings.firstBy} <bdi>{originatedBy}</bdi>
        </span>
      )}
      <span> · {nameOf(language)}</span>
    </>
  )
}

/** The whole post in the other language than the words that are quoted. */
function OtherLanguage({ post: { text, translation, language }, wrote }: { post: Post; wrote: string }) {
  if (!translation) return null
  const isTranslated = isIn(wrote, translation)
  return (
    <p class="aw-quotes-other" dir="auto">
      <small>{isTranslated ? strings.original(nameOf(language)) : strings.translated}</small>{' '}
      <span lang={isTranslated ? language : undefined}>“{isTranslated ? text : translation}”</span>
    </p>
  )
}

function PostLink({ post: { url, host, linkState, linkCheckedAt } }: { post: Post }) {
  return (
    <span>
      <a class="aw-link" href={url} target="_blank" rel="nofollow ugc noopener">
        {strings.postOn(host)}
        <span class="aw-hidden"> {strings.newTab}</span>
      </a>
      {linkState === 'gone' && linkCheckedAt && <> · {strings.linkDead(dayOf(linkCheckedAt, serverNow()))}</>}
    </span>
  )
}

function isIn(words: string, text: string): boolean {
  return words !== '' && text.includes(words)
}

/** “Chinese” for zh; the code itself where it has no name. */
function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames(LOCALE, { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
