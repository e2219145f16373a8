import type * as z from 'zod'
import { sentenceOf } from '../../../client/widget/notices/words.ts'
import type { Context } from '../../context.ts'
import type { Notice } from '../../contract/notices.ts'
import { readNotices } from '../../notices/read-notices.ts'
import { renderPage } from '../layout.tsx'
import { Moment } from '../moment.tsx'
import { caseIn, MY_CASES, myCasePath } from '../my-cases/addresses.ts'
import { storyLink } from '../rules.ts'
import { permalink, signInHref } from '../thread/addresses.ts'
import type { Person } from '../thread/person.ts'
import { words } from './words.ts'

type Told = z.output<typeof Notice>

const PAGE = 50

/** What somebody was told, without scripts. @param after the last notice of the page before. */
export async function noticesPage(ctx: Context, person: Person | null, after: string | undefined): Promise<string> {
  const props = {
    title: words.title,
    description: words.description,
    path: '/notices',
    hidden: true,
    scripts: ['pages'],
  }
  if (!person)
    return renderPage(
      ctx,
      props,
      <div class="sheet notices-page">
        <h1>{words.title}</h1>
        <p>{words.signedOut}</p>
        <p>
          <a class="aw-button" href={signInHref('/notices')}>
            {words.signIn}
          </a>
        </p>
      </div>,
    )
  const { notices, next, unread } = await readNotices(ctx, person.reader, { after, limit: PAGE })
  return renderPage(
    ctx,
    props,
    <div class="sheet notices-page">
      <header class="sheet-head">
        <h1>{words.title}</h1>
        <div class="notices-state">
          <p>{notices.length === 0 ? words.none : unread > 0 ? words.unread(unread) : words.allRead}</p>
          {unread > 0 && (
            <form method="post" action="/notices">
              <input type="hidden" name="token" value={person.token} />
              <input type="hidden" name="ids" value={notices.map(({ id }) => id).join(' ')} />
              {next !== null && <input type="hidden" name="until" value={notices.at(-1)?.at} />}
              <button type="submit" class="aw-button">
                {words.markAll}
              </button>
            </form>
          )}
        </div>
      </header>
      <ol class="register">
        {notices.map((notice) => (
          <One notice={notice} href={placeOf(ctx, notice)} />
        ))}
      </ol>
      <nav class="pager" aria-label={words.title}>
        {next !== null && (
          <a href={`/notices?after=${next}`} rel="next">
            {words.earlier}
          </a>
        )}
        <a href={MY_CASES}>{words.toCases}</a>
        <a href="/account/notices">{words.toSettings}</a>
      </nav>
    </div>,
  )
}

function One({ notice, href }: { notice: Told; href: string }) {
  return (
    <li class={notice.isRead ? undefined : 'is-unread'}>
      <Moment at={Date.parse(notice.at)} />
      <div>
        <p>
          <a href={href}>{sentenceOf(notice)}</a>
          {!notice.isRead && <span class="notices-new">{words.isNew}</span>}
        </p>
        <p class="notices-where">
          <bdi>{notice.story?.title ?? words.yourAccount}</bdi>
          {notice.reference !== null && <span class="aw-figures"> · {notice.reference}</span>}
        </p>
      </div>
    </li>
  )
}

/** On a page here, which needs no scripts. */
function placeOf({ config }: Context, { story, commentId, url }: Told): string {
  if (story === null) return url
  const { hash } = new URL(url)
  const caseId = caseIn(hash)
  if (caseId) return myCasePath(caseId)
  const path = storyLink(story, config.PUBLIC_URL)
  return commentId === null ? path + hash : permalink(path, commentId)
}
