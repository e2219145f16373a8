import { forms } from '../../client/account/ways.tsx'
import type { Context } from '../context.ts'
import { isAllowedOrigin } from '../http/origin.ts'
import { safeNext } from '../people/rules.ts'
import { readWays } from '../people/ways.ts'
import { renderPage } from './layout.tsx'
import { PlainAccount, PlainSent, plainWay, type RefusedAccount } from './plain-account.tsx'
import { originOf, popupState } from './rules.ts'

const noScript = (
  <noscript>
    <p>JavaScript has to be on for this page to work.</p>
  </noscript>
)

/** What a form of the sign-in page came to: a letter to an address, or a refusal. */
export type TakenAccount = { sentTo: string } | { refused: RefusedAccount }

/**
 * Sign in or make an account; as a popup of an embedding page (`origin` and `state`) or before going on to `next`.
 * Without scripts a plain form does it (`way` says which), but not for an embedding page, whose thread needs them.
 */
export async function signInPage(
  ctx: Context,
  query: Readonly<Record<string, unknown>>,
  taken?: TakenAccount,
): Promise<string> {
  const props = signInProps(ctx)
  const ways = await readWays(ctx)
  if (taken && 'sentTo' in taken)
    return renderPage(
      ctx,
      { ...props, scripts: [] },
      <div class="slip">
        <PlainSent email={taken.sentTo} mail={ways.mail} />
      </div>,
    )
  const way = plainWay(query.way, ways)
  const popup = query.origin !== undefined || query.state !== undefined
  const origin = originOf(query.origin)
  const state = popupState(query.state)
  if (popup && (!origin || !state || !isAllowedOrigin(origin, ctx.config)))
    return renderPage(
      ctx,
      props,
      <div class="slip">
        <h1>Sign in</h1>
        <p role="alert">
          The page that opened this window is not on a site that may have threads here. You can close the window.
        </p>
      </div>,
    )
  return renderPage(
    ctx,
    props,
    <div
      class="slip"
      id="account"
      data-page="sign-in"
      data-site={ctx.config.SITE_NAME}
      data-next={popup ? undefined : safeNext(query.next)}
      data-origin={origin}
      data-state={state}
      data-ways={JSON.stringify(ways)}
    >
      {popup ? (
        <>
          <h1>Sign in</h1>
          {noScript}
        </>
      ) : (
        <noscript>
          <h1>{forms[way].title}</h1>
          <PlainAccount way={way} ways={ways} next={safeNext(query.next)} refused={taken?.refused} />
        </noscript>
      )}
    </div>,
  )
}

function signInProps(ctx: Context) {
  return {
    title: 'Sign in',
    description: `Sign in to ${ctx.config.SITE_NAME} to comment.`,
    path: '/sign-in',
    frame: 'slip' as const,
    scripts: ['account'],
    hidden: true,
  }
}

/** Makes the first owner, from the one-time link in the terminal. */
export function setupPage(ctx: Context, token: unknown): string {
  const props = {
    title: 'Set up',
    description: `Make the first owner of ${ctx.config.SITE_NAME}.`,
    frame: 'slip' as const,
    scripts: ['account'],
    hidden: true,
  }
  const known = typeof token === 'string' && token.length >= 20 && token.length <= 100
  return renderPage(
    ctx,
    props,
    known ? (
      <div class="slip" id="account" data-page="setup" data-site={ctx.config.SITE_NAME} data-token={token}>
        <h1>Become the owner</h1>
        {noScript}
      </div>
    ) : (
      <div class="slip">
        <h1>Set up</h1>
        <p role="alert">
          This address is not complete. Copy the whole setup link from the terminal in which the server was started.
        </p>
      </div>
    ),
  )
}

/** The shell of the console: its program draws everything. */
export function consolePage(ctx: Context): string {
  const props = {
    title: 'Console',
    description: `For moderators, authors and owners of ${ctx.config.SITE_NAME}.`,
    frame: 'bare' as const,
    styles: ['console'],
    scripts: ['console'],
    hidden: true,
  }
  return renderPage(
    ctx,
    props,
    <div id="console" data-site={ctx.config.SITE_NAME}>
      <noscript>
        <p>JavaScript has to be on for the console to work.</p>
      </noscript>
    </div>,
  )
}
