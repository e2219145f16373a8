import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { settingsOf } from '../sites/settings.ts'
import { sendsMail } from './ask-for-link.ts'

type Ways = Result<'GET /api/v1/sign-in'>

/** The ways in that are open to readers. What needs letters is open only where this server sends any. */
export async function readWays(ctx: Context): Promise<Ways> {
  const { signIn } = await settingsOf(ctx.db.read)
  const mail = sendsMail(ctx)
  return {
    password: signIn.password,
    link: signIn.link && mail,
    signUp: signIn.password && mail,
    guests: signIn.guests === 'confirmed' && !mail ? 'off' : signIn.guests,
    providers: signIn.providers.filter(({ isOn }) => isOn).map(({ id, name }) => ({ id, name })),
    token: signIn.token.isOn,
    mail: whereTo(ctx.config),
  }
}

function whereTo({ MAIL_URL }: Config): Ways['mail'] {
  return MAIL_URL === 'file' || MAIL_URL === 'console' || MAIL_URL === 'off' ? MAIL_URL : 'sent'
}
