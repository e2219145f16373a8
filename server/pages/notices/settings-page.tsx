import type { MailChoice, NoticeGroup, ThreadLevel } from '../../../db/tables.ts'
import type { Context } from '../../context.ts'
import type { Result } from '../../contract/index.ts'
import { noticeSettings } from '../../notices/notice-settings.ts'
import { renderPage } from '../layout.tsx'
import { accountPage } from '../me/frame.tsx'
import { storyLink } from '../rules.ts'
import { signInHref } from '../thread/addresses.ts'
import type { Person } from '../thread/person.ts'
import { groupNames, levelNames, mailNames, words } from './words.ts'

type Settings = Result<'GET /api/v1/me/notice-settings'>

export const SETTINGS_PATH = '/account/notices'

/** Chooses what is told by e-mail, and of which threads, with a plain form. */
export async function settingsPage(
  ctx: Context,
  person: Person | null,
  { isSaved = false, problem }: { isSaved?: boolean; problem?: string } = {},
): Promise<string> {
  const props = { title: words.settings, description: words.settingsDescription, path: SETTINGS_PATH, hidden: true }
  if (!person)
    return renderPage(
      ctx,
      props,
      <div class="sheet notice-settings">
        <h1>{words.settings}</h1>
        <p>{words.signInToChoose}</p>
        <p>
          <a class="aw-button" href={signInHref(SETTINGS_PATH)}>
            {words.signIn}
          </a>
        </p>
      </div>,
    )
  const settings = await noticeSettings(ctx, person.reader)
  const children = (
    <div class="notice-settings">
      {isSaved && (
        <p class="notice-settings-said" role="status">
          {words.saved}
        </p>
      )}
      {problem !== undefined && (
        <p class="notice-settings-said is-wrong" role="alert">
          {problem}
        </p>
      )}
      <form method="post" action={SETTINGS_PATH}>
        <input type="hidden" name="token" value={person.token} />
        <h2>{words.byMail}</h2>
        <Address settings={settings} />
        {(Object.keys(groupNames) as NoticeGroup[]).map((group) => (
          <Group group={group} chosen={settings.choices[group]} />
        ))}
        <h2>{words.threads}</h2>
        <Threads settings={settings} publicUrl={ctx.config.PUBLIC_URL} />
        <p class="notice-settings-save">
          <button type="submit" class="aw-button aw-button-primary">
            {words.save}
          </button>
          <a href="/notices">{words.toNotices}</a>
        </p>
      </form>
    </div>
  )
  return accountPage(ctx, {
    here: SETTINGS_PATH,
    title: words.settings,
    why: words.inPage,
    shown: { person },
    children,
  })
}

function Address({ settings: { email, timeZone } }: { settings: Settings }) {
  if (!email.isSent) return <p class="notice-settings-hint">{words.mailOff}</p>
  if (email.address === '') return <p class="notice-settings-hint">{words.noAddress}</p>
  return (
    <p class="notice-settings-hint">
      {words.mailTo} <bdi>{email.address}</bdi>.{' '}
      {!email.isConfirmed && (
        <>
          <strong>{words.notConfirmed}</strong> <a href="/account#confirm-address">{words.confirmAddress}</a>.{' '}
        </>
      )}
      {words.digestAt(timeZone)}
    </p>
  )
}

function Group({ group, chosen }: { group: NoticeGroup; chosen: MailChoice }) {
  const { name, what } = groupNames[group]
  return (
    <fieldset class="notice-group" aria-describedby={`${group}-what`}>
      <legend>{name}</legend>
      <p class="notice-settings-hint" id={`${group}-what`}>
        {what}
      </p>
      <div class="notice-options">
        {(Object.keys(mailNames) as MailChoice[]).map((choice) => (
          <label>
            <input type="radio" name={group} value={choice} checked={choice === chosen} />
            {mailNames[choice]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Threads({ settings: { threads }, publicUrl }: { settings: Settings; publicUrl: string }) {
  if (threads.length === 0) return <p class="notice-settings-hint">{words.noThreads}</p>
  return (
    <>
      <p class="notice-settings-hint">{words.threadsWhy}</p>
      <ul class="notice-threads">
        {threads.map(({ storyId, title, url, level }) => (
          <li>
            <a id={`of-${storyId}`} href={storyLink({ id: storyId, url }, publicUrl)}>
              {title}
            </a>
            <select class="aw-field" name={`thread-${storyId}`} aria-labelledby={`of-${storyId}`}>
              {(Object.keys(levelNames) as (ThreadLevel | 'none')[]).map((one) => (
                <option value={one} selected={one === (level ?? 'none')}>
                  {levelNames[one]}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </>
  )
}
