import { renderToString } from 'preact-render-to-string'
import type * as z from 'zod'
import { sentenceOf } from '../../../client/widget/notices/words.ts'
import { groupOf } from '../../../db/notice-choices.ts'
import type { LetterScope } from '../../../db/tables.ts'
import type { Context } from '../../context.ts'
import type { Notice } from '../../contract/notices.ts'
import type { Mail } from '../../mail/mail.ts'
import { zonedWords } from '../moment.tsx'
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
  story: string
  when: string
  url: string
  why: string
}

interface Said {
  site: string
  heading: string
  items: Item[]
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
    items: notices.map((notice) => itemOf(notice, facts.timeZone)),
    choose: `${config.PUBLIC_URL}/account/notices`,
    stop,
  }
  return {
    to: person.email,
    subject: how === 'digest' ? `${words.subject.digest}: ${what}` : what,
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

function itemOf(notice: Told, timeZone: string): Item {
  const { commenter, story, at, url, kind } = notice
  return {
    sentence: sentenceOf({ ...notice, commenter: commenter === null ? null : unlinked(commenter) }),
    story: unlinked(story.title),
    when: zonedWords(Date.parse(at), timeZone),
    url,
    why: words.why[groupOf[kind]],
  }
}

/** Mail programs make links of what looks like an address: in a name or a title nothing does. */
function unlinked(name: string): string {
  return name.replace(/([.:/@])(?=\S)/gu, '$1\u2060').replace(/w(?=ww)/giu, '$&\u2060')
}

function textOf({ site, heading, items, choose, stop }: Said): string {
  const told = items.map(({ sentence, story, when, url, why }) => `${sentence}\n${story} · ${when}\n${url}\n${why}`)
  const foot = `${words.wordsAreThere}\n\n${words.choose}:\n${choose}\n\n${words.stop}:\n${stop}`
  return `${site}\n\n${heading}\n\n${told.join('\n\n')}\n\n--\n${foot}\n`
}

const ink = '#1e1c19'
const soft = '#5d5850'
const accent = '#0b5c4e'
const serif = 'Georgia, "Iowan Old Style", "Palatino Linotype", serif'
const sans = '-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

/** Mail programs keep inline styles, and little else. */
function Letter({ site, heading, items, choose, stop }: Said) {
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
          <h1 style={{ margin: '22px 0 4px', fontSize: '22px', lineHeight: '28px' }}>{heading}</h1>
          {items.map((item) => (
            <One item={item} />
          ))}
          <div style={{ paddingTop: '16px', borderTop: `1px solid ${soft}`, color: soft, font: `14px/21px ${sans}` }}>
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

function One({ item: { sentence, story, when, url, why } }: { item: Item }) {
  return (
    <div style={{ padding: '16px 0' }}>
      <p style={{ margin: 0, fontSize: '18px', lineHeight: '26px' }}>
        <a href={url} style={{ color: accent }}>
          <bdi>{sentence}</bdi>
        </a>
      </p>
      <p style={{ margin: '4px 0 0', color: ink, font: `14px/21px ${sans}` }}>
        <bdi>{story}</bdi> · {when}
      </p>
      <p style={{ margin: '2px 0 0', color: soft, font: `13px/19px ${sans}` }}>{why}</p>
    </div>
  )
}
