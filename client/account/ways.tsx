import type { Result } from '../../server/contract/index.ts'
import type { FieldName } from './rules.ts'
import { words } from './strings.ts'

export type Ways = Result<'GET /api/v1/sign-in'>
export type Way = 'password' | 'new' | 'link' | 'reset'

/** What each way asks for, be it drawn here or sent as a plain page. */
export const forms: Record<Way, { title: string; fields: FieldName[]; action: string; hint?: string }> = {
  password: { title: words.signIn, fields: ['email', 'password'], action: words.signIn },
  new: { title: words.signUp, fields: ['name', 'email', 'password'], action: words.signUp },
  link: { title: words.linkTitle, fields: ['email'], action: words.sendLink, hint: words.linkHint },
  reset: { title: words.resetTitle, fields: ['email'], action: words.sendLink, hint: words.resetHint },
}

/** The way that is shown first. A password is always shown where nothing else is open: owners have one. */
export function startOf({ password, link }: Ways): Way {
  return password || !link ? 'password' : 'link'
}

/** How to come from one way to those of the others that are open, the likeliest first. */
export function otherWays(way: Way, ways: Ways): { to: Way; label: string }[] {
  const password = way === 'new' ? words.toSignIn : ways.password ? words.byPassword : words.forOwners
  const all = [
    { to: 'new' as const, label: words.signUp, isOpen: ways.signUp && way === 'password' },
    { to: 'password' as const, label: password, isOpen: way !== 'password' },
    { to: 'link' as const, label: words.byLink, isOpen: ways.link && way !== 'link' },
    { to: 'reset' as const, label: words.forgot, isOpen: way === 'password' && (ways.link || ways.signUp) },
  ]
  return all.filter(({ isOpen }) => isOpen)
}

/** Buttons for those who vouch for their people. @param back path to come back to. */
export function Providers({ ways, back }: { ways: Ways; back: string }) {
  if (ways.providers.length === 0) return null
  return (
    <>
      <ul class="providers">
        {ways.providers.map(({ id, name }) => (
          <li key={id}>
            <a class="aw-button" href={`/sign-in/${id}?next=${encodeURIComponent(back)}`} rel="nofollow">
              {words.continueWith(name)}
            </a>
          </li>
        ))}
      </ul>
      <p class="ways-or">{words.or}</p>
    </>
  )
}
