import type { Request } from 'express'
import type { ThreadLevel } from '../../../db/tables.ts'
import type { Context, Reader } from '../../context.ts'
import { errorStatus } from '../../contract/errors.ts'
import { NoticeForm, ReadForm } from '../../contract/forms.ts'
import { endpoints } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import { chooseMail, chooseThread } from '../../notices/choose.ts'
import { noticeSettings } from '../../notices/notice-settings.ts'
import { readUp } from '../../notices/read-notices.ts'
import { type Answer, retryOf } from '../thread/post.ts'
import { sentForm } from '../thread/sent-form.ts'
import { SETTINGS_PATH, settingsPage } from './settings-page.tsx'

const CHOOSE = 'PATCH /api/v1/me/notice-settings'
const CHOOSE_THREAD = 'PATCH /api/v1/stories/:id/subscription'
const READ = 'POST /api/v1/me/notices/read'

/** Keeps what the form of `/account/notices` sends, as the API does. @throws Refusal as `sentForm`. */
export async function takeSettings(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const { fields, person, sender } = await sentForm(ctx, req, { schema: NoticeForm, key: CHOOSE, limits })
  try {
    const { reader } = await sender()
    const { token: _token, ...sent } = fields
    const groups = Object.entries(sent).filter(([name]) => !name.startsWith('thread-'))
    const choices = endpoints[CHOOSE].body.safeParse(Object.fromEntries(groups))
    if (!choices.success) throw new Refusal('invalid', 'Some of what was sent is not as expected.')
    await chooseMail(ctx, reader, choices.data)
    await takeThreads(ctx, reader, sent)
    return { seeOther: `${SETTINGS_PATH}?saved=1` }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const html = await settingsPage(ctx, person, { problem: error.message })
    return { html, status: errorStatus[error.code], retryAfter: retryOf(error) }
  }
}

/** Those that were changed, of the threads that the page shows. */
async function takeThreads(ctx: Context, reader: Reader, sent: Record<string, string>): Promise<void> {
  const { threads } = await noticeSettings(ctx, reader)
  for (const { storyId, level } of threads) {
    const chosen = sent[`thread-${storyId}`]
    if (chosen === undefined || chosen === (level ?? 'none')) continue
    const wanted = endpoints[CHOOSE_THREAD].body.safeParse({ level: chosen === 'none' ? null : chosen })
    if (!wanted.success) throw new Refusal('invalid', 'Some of what was sent is not as expected.')
    await chooseThread(ctx, reader, storyId, wanted.data.level as ThreadLevel | null)
  }
}

/** Marks the notices as read that the page showed, and all before them. @throws Refusal as `sentForm`; `invalid`. */
export async function takeRead(ctx: Context, req: Request, limits: boolean): Promise<Answer> {
  const { fields, sender } = await sentForm(ctx, req, { schema: ReadForm, key: READ, limits })
  const { reader } = await sender()
  const { ids, until } = fields
  const body = endpoints[READ].body.safeParse({ ids: ids.split(' '), until })
  if (!body.success) throw new Refusal('invalid', 'Some of what was sent is not as expected.')
  await readUp(ctx, reader, body.data)
  return { seeOther: '/notices' }
}
