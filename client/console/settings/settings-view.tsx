import type { ComponentType } from 'preact'
import { href } from '../router.ts'
import { settings } from '../strings-heat.ts'
import { privacy, security } from '../strings-privacy.ts'
import { screening } from '../strings-screening.ts'
import { webhooks } from '../strings-webhooks.ts'
import { useTitle } from '../title.ts'
import { GeneralSettings } from './general.tsx'
import { KeysPart } from './keys-part.tsx'
import { PrivacySettings } from './privacy.tsx'
import { ScreeningPart } from './screening/screening-part.tsx'
import { SecuritySettings } from './security.tsx'
import { SignInSettings } from './sign-in/sign-in-settings.tsx'
import { words as signIn } from './sign-in/strings.ts'
import { WebhooksPart } from './webhooks/webhooks-part.tsx'

interface Part {
  /** As it stands in the address. */
  id: string
  label: string
  View: ComponentType
}

/** The pages of the settings, in the order of their tabs. */
const parts: readonly [Part, ...Part[]] = [
  { id: '', label: settings.general, View: GeneralSettings },
  { id: 'sign-in', label: signIn.tab, View: SignInSettings },
  { id: 'screening', label: screening.title, View: ScreeningPart },
  { id: 'keys', label: settings.keys, View: KeysPart },
  { id: 'webhooks', label: webhooks.title, View: WebhooksPart },
  { id: 'security', label: security.tab, View: SecuritySettings },
  { id: 'privacy', label: privacy.tab, View: PrivacySettings },
]

/** What an owner sets, a page for each subject. */
export function SettingsView({ part }: { part: string }) {
  const { id: here, View } = parts.find(({ id }) => id === part) ?? parts[0]
  useTitle(settings.title)
  return (
    <div class="co-page">
      <h1 tabIndex={-1}>{settings.title}</h1>
      <nav class="co-tabs co-settings-tabs" aria-label={settings.parts}>
        {parts.map(({ id, label }) => (
          <a key={id} href={href.settings(id)} aria-current={id === here ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <View key={here} />
    </div>
  )
}
