import { useRef, useState } from 'preact/hooks'
import type { Result } from '../../../../server/contract/index.ts'
import { ask, type Failure, failureOf } from '../../ask.ts'
import { Refused } from '../../parts/refused.tsx'
import { sendOnCtrlEnter } from '../../parts/send-keys.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { useSite } from '../../pauses/use-site.ts'
import { useResource } from '../../resource.ts'
import { say } from '../../session.ts'
import type { SiteSettings } from '../../shapes.ts'
import { draftOf, type ProviderDraft, type SignInDraft, signInOf } from './draft.ts'
import { GuestsPart, ProvidersPart, WaysPart } from './parts.tsx'
import { words } from './strings.ts'
import { TokenPart } from './token-part.tsx'

type SetUp = Result<'GET /api/v1/site/sign-in'>

/** How people sign in here. */
export function SignInSettings() {
  const site = useSite()
  const setUp = useResource('sign-in', () => ask('GET /api/v1/site/sign-in', {}))
  const failure = site.failure ?? setUp.failure
  if (!site.data || !setUp.data) {
    if (!failure) return <Loading />
    const retry = () => {
      site.reload()
      setUp.reload()
    }
    return <Failed failure={failure} onRetry={retry} />
  }
  const { data } = site
  const { data: now } = setUp
  const onSaved = (settings: SiteSettings) => {
    site.replace({ ...data, settings })
    setUp.reload()
  }
  return <SignInForm saved={data.settings.signIn} setUp={now} onSaved={onSaved} />
}

interface FormProps {
  saved: SiteSettings['signIn']
  setUp: SetUp
  onSaved: (settings: SiteSettings) => void
}

function SignInForm({ saved, setUp, onSaved }: FormProps) {
  const [draft, setDraft] = useState(() => draftOf(saved))
  // What the draft began with: what others save meanwhile is not to be overwritten.
  const [before, setBefore] = useState(saved)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const change = (part: Partial<SignInDraft>) => setDraft((was) => ({ ...was, ...part }))
  const ready = signInOf(draft)
  const secrets = draft.providers.filter(({ secret }) => secret.trim() !== '')
  // A secret goes with its issuer.
  const hasSecret = ({ id, issuer }: ProviderDraft) =>
    setUp.providersWithSecret.includes(id) &&
    before.providers.some((one) => one.id === id && one.issuer === issuer.trim())
  const isSame = JSON.stringify(ready) === JSON.stringify(signInOf(draftOf(before))) && secrets.length === 0
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || isSame) return
    if (!ready) return form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
    setBusy(true)
    setFailure(null)
    try {
      const settings = await ask('PATCH /api/v1/site/settings', {
        body: { signIn: ready, before: { signIn: before } },
      })
      // Saved, even if a secret is refused after it.
      setBefore(settings.signIn)
      for (const { id, secret } of secrets)
        await ask('PUT /api/v1/site/sign-in/providers/:id/secret', { params: { id }, body: { secret } })
      say(words.saved)
      setDraft(draftOf(settings.signIn))
      onSaved(settings)
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form ref={form} class="co-form co-settings" noValidate onSubmit={save} onKeyDown={sendOnCtrlEnter}>
      <WaysPart draft={draft} change={change} sendsMail={setUp.sendsMail} />
      <GuestsPart draft={draft} change={change} />
      <ProvidersPart draft={draft} change={change} returnTo={setUp.returnTo} hasSecret={hasSecret} />
      <TokenPart draft={draft} change={change} setUp={setUp} />
      <Refused failure={failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy || isSame}>
          {words.save}
        </button>
        {isSame && <span class="co-hint">{words.same}</span>}
      </div>
    </form>
  )
}
