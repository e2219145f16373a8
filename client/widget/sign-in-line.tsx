import { accountOf, type Session, signIn } from './session.ts'
import { strings } from './strings.ts'

/** Why the reader has to sign in, and how; nothing for someone with an account. */
export function SignInLine({ session, invite }: { session: Session; invite: string }) {
  if (accountOf(session)) return null
  return (
    <div class="sign-in-line">
      <p>{invite}</p>
      <button type="button" class="aw-button" onClick={() => signIn(session)}>
        {strings.signIn}
      </button>
      <SignInTrouble session={session} />
    </div>
  )
}

/** What went wrong with signing in. */
export function SignInTrouble({ session }: { session: Session }) {
  const { blocked, failed, expired } = session
  return (
    <p class="writer" role="status">
      {failed.value && strings.signInFailed}
      {expired.value && !blocked.value && strings.expired}
      {blocked.value && (
        <>
          {strings.popupBlocked}{' '}
          <a class="aw-link" href={blocked.value} target="_blank" rel="noopener opener">
            {strings.popupLink}
          </a>
        </>
      )}
    </p>
  )
}
