import { renderToString } from 'preact-render-to-string'
import type * as z from 'zod'
import { sentenceOf } from '../../../client/widget/notices/words.ts'
import { groupOf } from '../../../db/notice-choices.ts'
import type { LetterScope } from '../../../db/tables.ts'
import type { Context } from '../../context.ts'
import type { Notice } from '../../contract/notices.ts'
import type { Mail } from '../../mail/mail.ts'
import { unlinked } from '../../mail/unlinked.ts'
import { zonedWords } from '../moment.tsx'
import { caseIn, myCasePath } from '../my-cases/addresses.ts'
import { words } from './words.ts'

type Told = z.output<typeof Notice>

export interface LetterFacts {
  person: { email: string }
  how: 'at_once' | 'digest'
  /** Oldest first; at least one. */
  notices: Told[]
  scope: LetterScope
  /** Switches off what the letter tells of, without sign-in. */
  token: string
  /** Of the site. */
  timeZone: string
}

/** What a letter says of one notice, in plain text. */
interface Item {
  sentence: string
  when: string
  url: string
  why: string
}

interface Said {
  site: string
  heading: string
  /** `isStory`: the title is of a story, not of the person’s account. */
  stories: { title: string; isStory: boolean; items: Item[] }[]
  choose: string
  stop: string
}

/**
 * The letter that tells somebody of notices. It names who did what on which story and why it is told, with a link to
 * where it is read; people's words stay on the page, where they can be changed and taken back.
 */
export function letterOf({ config }: Context, facts: LetterFacts): Mail {
  const { person, how, notices, token } = facts
  const [only] = notices
  const what = notices.length === 1 && only ? words.one[only.kind] : words.many(notices.length)
  const stop = `${config.PUBLIC_URL}/unsubscribe?token=${token}`
  const said: Said = {
    site: config.SITE_NAME,
    heading: words.heading[how],
    stories: storiesOf(facts, config.PUBLIC_URL),
    choose: `${config.PUBLIC_URL}/account/notices`,
    stop,
  }
  return {
    to: person.email,
    subject: how === 'digest' ? `${words.digest}: ${what}` : what,
    text: textOf(said),
    html: `<!doctype html>${renderToString(<Letter {...said} />)}`,
    headers: {
      'List-Unsubscribe': `<${stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      // No answering machine answers this.
      'Auto-Submitted': 'auto-generated',
    },
  }
}

/** The notices under the titles of their stories, both in the order they came. */
function storiesOf({ notices, timeZone }: LetterFacts, publicUrl: string): Said['stories'] {
  const stories = new Map<string, Said['stories'][number]>()
  for (const notice of notices) {
    const { id = '', title = words.yourAccount } = notice.story ?? {}
    const story = stories.get(id) ?? { title: unlinked(title), isStory: notice.story !== null, items: [] }
    stories.set(id, story)
    story.items.push({ ...itemOf(notice, timeZone), url: placeOf(notice, publicUrl) })
  }
  return [...stories.values()]
}

/** A case of one's own is read on a page here, which needs neither scripts nor the publisher's page. */
function placeOf({ url }: Told, publicUrl: string): string {
  const caseId = caseIn(new URL(url).hash)
  return caseId ? publicUrl + myCasePath(caseId) : url
}

function itemOf(notice: Told, timeZone: string): Omit<Item, 'url'> {
  const { commenter, at, kind } = notice
  return {
    sentence: sentenceOf({ ...notice, commenter: commenter === null ? null : unlinked(commenter) }),
    when: zonedWords(Date.parse(at), timeZone),
    why: notice.story === null ? words.whyAccount : kind === 'mention' ? words.whyMentioned : words.why[groupOf[kind]],
  }
}

function textOf({ site, heading, stories, choose, stop }: Said): string {
  const item = ({ sentence, when, url, why }: Item) => `${sentence}\n${when}. ${why}\n${url}`
  const told = stories.map(({ title, isStory, items }) =>
    [isStory ? `“${title}”` : title, ...items.map(item)].join('\n\n'),
  )
  const foot = `${words.wordsAreThere}\n\n${words.choose}:\n${choose}\n\n${words.stop}:\n${stop}`
  return `${site}\n\n${heading}\n\n${told.join('\n\n\n')}\n\n--\n${foot}\n`
}

const ink = '#1e1c19'
const soft = '#5d5850'
const rule = '#ddd7cb'
const accent = '#0b5c4e'
const serif = 'Georgia, "Iowan Old Style", "Palatino Linotype", serif'
const sans = '-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

/** Mail programs keep inline styles, and little else. */
function Letter({ site, heading, stories, choose, stop }: Said) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{heading}</title>
      </head>
      <body style={{ margin: 0, padding: 0, background: '#fffdf9', color: ink }}>
        <div style={{ maxWidth: '560px', margin: '0 auto', padding: '28px 22px 36px', fontFamily: serif }}>
          <p style={{ margin: 0, paddingBottom: '12px', borderBottom: `3px double ${ink}`, fontSize: '20px' }}>
            <b>{site}</b>
          </p>
          <h1 style={{ margin: '22px 0 0', fontSize: '22px', lineHeight: '28px' }}>{heading}</h1>
          {stories.map(({ title, items }) => (
            <div style={{ padding: '18px 0 6px', borderBottom: `1px solid ${rule}` }}>
              <h2 style={{ margin: 0, color: soft, font: `bold 14px/20px ${sans}` }}>
                <bdi>{title}</bdi>
              </h2>
              {items.map((item) => (
                <One item={item} />
              ))}
            </div>
          ))}
          <div style={{ paddingTop: '18px', color: soft, font: `14px/21px ${sans}` }}>
            <p style={{ margin: '0 0 12px' }}>{words.wordsAreThere}</p>
            <p style={{ margin: '0 0 8px' }}>
              <a href={choose} style={{ color: accent }}>
                {words.choose}
              </a>
            </p>
            <p style={{ margin: 0 }}>
              <a href={stop} style={{ color: accent }}>
                {words.stop}
              </a>
            </p>
          </div>
        </div>
      </body>
    </html>
  )
}

function One({ item: { sentence, when, url, why } }: { item: Item }) {
  return (
    <div style={{ padding: '10px 0' }}>
      <p style={{ margin: 0, fontSize: '18px', lineHeight: '26px' }}>
        <a href={url} style={{ color: accent }}>
          <bdi>{sentence}</bdi>
        </a>
      </p>
      <p style={{ margin: '2px 0 0', color: soft, font: `14px/20px ${sans}` }}>
        {when}. {why}
      </p>
    </div>
  )
}
