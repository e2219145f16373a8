import type * as z from 'zod'
import type { Context } from '../../context.ts'
import type { MySession } from '../../contract/account.ts'
import { mySessions } from '../../people/my-sessions.ts'
import { hasPassword } from '../../people/password.ts'
import { begunSecondFactor, secondFactorState } from '../../people/second-factor.ts'
import { Moment } from '../moment.tsx'
import { accountPage, Field, Form, type Shown, Token } from './frame.tsx'
import { Qr } from './qr.tsx'
import { words } from './words.ts'

const HERE = '/account/signing-in'

/** Sessions, password and second factor. */
export async function signingInPage(ctx: Context, shown: Shown): Promise<string> {
  const { reader, sessionId } = shown.person
  const [{ sessions, isCut }, withPassword, state, begun] = await Promise.all([
    mySessions(ctx, reader, sessionId),
    hasPassword(ctx, reader.personId),
    secondFactorState(ctx.db.read, reader.personId),
    begunSecondFactor(ctx, reader),
  ])
  const children = (
    <>
      <Sessions sessions={sessions} isCut={isCut} shown={shown} />
      <section>
        <h2 id="password-heading">{words.password}</h2>
        {withPassword ? <Password shown={shown} /> : <p>{words.noPassword}</p>}
      </section>
      <section>
        <h2>{words.secondFactor}</h2>
        <p class="account-why">{words.secondFactorWhy}</p>
        {state.isRequired && <p>{words.isRequired}</p>}
        {state.since === null ? (
          <SetUp begun={begun} shown={shown} />
        ) : (
          <Standing since={state.since} codesLeft={state.codesLeft} isRequired={state.isRequired} shown={shown} />
        )}
      </section>
    </>
  )
  return accountPage(ctx, { here: HERE, title: words.signingIn, why: words.signingInWhy, shown, children })
}

interface SessionsProps {
  sessions: z.output<typeof MySession>[]
  isCut: boolean
  shown: Shown
}

function Sessions({ sessions, isCut, shown }: SessionsProps) {
  return (
    <section id="session">
      <h2>{words.sessions}</h2>
      <ul class="account-list">
        {sessions.map((session) => (
          <li>
            <div>
              <p>
                <b>{session.device}</b> {session.site !== null && words.inPage(session.site)}
                {session.isCurrent && <span class="aw-badge">{words.thisOne}</span>}
              </p>
              <p class="meta">
                <span>
                  {words.since} <Moment at={Date.parse(session.createdAt)} />
                </span>
                <span>
                  {words.used} {/* It is kept to the hour, which may have begun before. */}
                  <Moment at={Math.max(Date.parse(session.usedAt), Date.parse(session.createdAt))} />
                </span>
              </p>
            </div>
            {!session.isCurrent && (
              <form method="post" action="/account/session">
                <Token person={shown.person} />
                <input type="hidden" name="id" value={session.id} />
                <button type="submit" class="aw-button">
                  {words.endSession}
                  <span class="aw-hidden">: {session.device}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {isCut && <p>{words.sessionsCut(sessions.length)}</p>}
      {sessions.length > 1 && (
        <form method="post" action="/account/other-sessions">
          <Token person={shown.person} />
          <button type="submit" class="aw-button">
            {words.endOthers}
          </button>
        </form>
      )}
    </section>
  )
}

function Password({ shown }: { shown: Shown }) {
  const form = 'password'
  return (
    <Form name={form} shown={shown}>
      <Field form={form} name="present" label={words.present} type="password" autoComplete="current-password" />
      <Field
        form={form}
        name="password"
        label={words.fresh}
        hint={words.freshHint}
        type="password"
        autoComplete="new-password"
      />
      <div class="account-actions">
        <button type="submit" class="aw-button">
          {words.changePassword}
        </button>
      </div>
    </Form>
  )
}

function SetUp({ begun, shown }: { begun: { secret: string; uri: string } | null; shown: Shown }) {
  if (!begun)
    return (
      <Form name="second-factor" shown={shown}>
        <div class="account-actions">
          <button type="submit" class="aw-button">
            {words.setUp}
          </button>
        </div>
      </Form>
    )
  return (
    <Form name="second-factor-on" shown={shown}>
      <p>{words.scan}</p>
      <Qr text={begun.uri} />
      <p>
        {words.orType} <code class="account-secret">{begun.secret.replace(/.{4}(?!$)/g, '$& ')}</code>
      </p>
      <Field
        form="second-factor-on"
        name="code"
        label={words.code}
        hint={words.codeHint}
        autoComplete="one-time-code"
        isCode
      />
      <div class="account-actions">
        <button type="submit" class="aw-button aw-button-primary">
          {words.switchOn}
        </button>
        <button type="submit" class="aw-link" formAction="/account/second-factor" formNoValidate>
          {words.giveUp}
        </button>
      </div>
    </Form>
  )
}

interface StandingProps {
  since: number
  codesLeft: number
  isRequired: boolean
  shown: Shown
}

function Standing({ since, codesLeft, isRequired, shown }: StandingProps) {
  return (
    <Form name="recovery-codes" shown={shown}>
      <p>
        {words.isOn} <Moment at={since} />. {words.codesLeft(codesLeft)}
      </p>
      <div class="account-actions">
        <button type="submit" class="aw-button">
          {words.newCodes}
        </button>
        {!isRequired && (
          <button type="submit" class="aw-button aw-button-danger" formAction="/account/second-factor-off">
            {words.switchOff}
          </button>
        )}
      </div>
    </Form>
  )
}

/** Recovery codes, which are shown this once. */
export function recoveryPage(ctx: Context, shown: Shown, codes: readonly string[]): string {
  const children = (
    <>
      <ol class="account-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="account-actions">
        <a class="aw-button aw-button-primary" href={HERE}>
          {words.kept}
        </a>
      </div>
    </>
  )
  return accountPage(ctx, { here: HERE, title: words.recovery, why: words.recoveryWhy, shown, children })
}
