import type { SiteSettings } from '../../shapes.ts'

type SignIn = SiteSettings['signIn']
export type ProviderDraft = SignIn['providers'][number] & {
  /** Typed anew; empty to leave what is kept. */
  secret: string
  /** Where it stands in the list, however it is named. */
  key: number
}

/** The settings of signing in as they are typed. */
export interface SignInDraft extends Omit<SignIn, 'providers' | 'token'> {
  providers: ProviderDraft[]
  token: Omit<SignIn['token'], 'badges' | 'keysUrl'> & { badges: string; keysUrl: string }
}

export interface PartProps {
  draft: SignInDraft
  change: (part: Partial<SignInDraft>) => void
}

export function draftOf({ providers, token, ...rest }: SignIn): SignInDraft {
  return {
    ...rest,
    providers: providers.map((one, key) => ({ ...one, secret: '', key })),
    token: { ...token, badges: token.badges.join('\n'), keysUrl: token.keysUrl ?? '' },
  }
}

export function isAddress(text: string): boolean {
  if (!URL.canParse(text.trim())) return false
  const { protocol, hostname } = new URL(text.trim())
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}

export function badgesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

export function areBadges(text: string): boolean {
  const all = badgesOf(text)
  return all.length <= 20 && all.every((badge) => badge.length <= 24)
}

/** Whether a provider's short name can stand in addresses, and is its own. */
export function isId(provider: ProviderDraft, all: readonly ProviderDraft[]): boolean {
  const same = all.filter(({ id }) => id === provider.id)
  return /^[a-z0-9][a-z0-9-]{0,29}$/.test(provider.id) && same.length === 1
}

function isProvider(provider: ProviderDraft, all: readonly ProviderDraft[]): boolean {
  return (
    isId(provider, all) && provider.name.trim() !== '' && provider.clientId.trim() !== '' && isAddress(provider.issuer)
  )
}

/** The draft as the server takes it; null while something of it is wrong. */
export function signInOf({ providers, token, ...rest }: SignInDraft): SignIn | null {
  const { keysUrl, badges, issuer } = token
  if (!providers.every((one) => isProvider(one, providers)) || !areBadges(badges)) return null
  if (token.isOn && issuer.trim() === '') return null
  if (keysUrl.trim() !== '' ? !isAddress(keysUrl) : token.isOn && token.check === 'keys') return null
  return {
    ...rest,
    providers: providers.map(({ id, name, issuer: at, clientId, isOn }) => ({
      ...{ id, isOn, name: name.trim(), issuer: at.trim(), clientId: clientId.trim() },
    })),
    token: { ...token, issuer: issuer.trim(), keysUrl: keysUrl.trim() || null, badges: badgesOf(badges) },
  }
}
