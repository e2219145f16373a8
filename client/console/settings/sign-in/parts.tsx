import { isAddress, isId, type PartProps, type ProviderDraft } from './draft.ts'
import { words } from './strings.ts'
import { TextLine, Tick } from './text-line.tsx'

/** Password and link. */
export function WaysPart({ draft, change, sendsMail }: PartProps & { sendsMail: boolean }) {
  const isShut = !draft.password && !draft.link && !draft.token.isOn && !draft.providers.some(({ isOn }) => isOn)
  return (
    <fieldset class="co-fieldset">
      <legend>{words.waysTitle}</legend>
      <Tick
        label={words.password}
        hint={words.passwordHint}
        checked={draft.password}
        onChange={(password) => change({ password })}
      />
      <Tick label={words.link} hint={words.linkHint} checked={draft.link} onChange={(link) => change({ link })} />
      {!sendsMail && <p class="co-warning">{words.noMail}</p>}
      <p class="co-hint" role="status">
        {isShut && words.nothingOpen}
      </p>
    </fieldset>
  )
}

const allowed = ['off', 'name', 'email', 'confirmed'] as const

export function GuestsPart({ draft, change }: PartProps) {
  return (
    <fieldset class="co-fieldset">
      <legend>{words.guestsTitle}</legend>
      <p class="co-hint">{words.guestsHint}</p>
      {allowed.map((guests) => (
        <Tick
          key={guests}
          type="radio"
          name="guests"
          label={words.guests[guests][0]}
          hint={words.guests[guests][1]}
          checked={draft.guests === guests}
          onChange={() => change({ guests })}
        />
      ))}
    </fieldset>
  )
}

interface ProvidersProps extends PartProps {
  returnTo: string
  /** Whether a secret is kept that still is for this one. */
  hasSecret: (provider: ProviderDraft) => boolean
}

export function ProvidersPart({ draft, change, returnTo, hasSecret }: ProvidersProps) {
  const { providers } = draft
  const set = (key: number, part: Partial<ProviderDraft>) =>
    change({ providers: providers.map((one) => (one.key === key ? { ...one, ...part } : one)) })
  const add = () => {
    const key = Math.max(-1, ...providers.map((one) => one.key)) + 1
    const made = { id: '', name: '', issuer: '', clientId: '', isOn: true, secret: '', key }
    change({ providers: [...providers, made] })
  }
  return (
    <fieldset class="co-fieldset">
      <legend>{words.providersTitle}</legend>
      <p class="co-hint">{words.providersHint}</p>
      {providers.map((one, index) => (
        <Provider
          key={one.key}
          {...{ one, index, returnTo }}
          isIdRight={isId(one, providers)}
          hasSecret={hasSecret(one)}
          set={(part) => set(one.key, part)}
          onRemove={() => change({ providers: providers.filter(({ key }) => key !== one.key) })}
        />
      ))}
      {providers.length < 5 && (
        <div class="co-actions">
          <button type="button" class="aw-button" onClick={add}>
            {words.add}
          </button>
        </div>
      )}
    </fieldset>
  )
}

interface ProviderProps {
  one: ProviderDraft
  index: number
  returnTo: string
  isIdRight: boolean
  hasSecret: boolean
  set: (part: Partial<ProviderDraft>) => void
  onRemove: () => void
}

function Provider({ one, index, returnTo, isIdRight, hasSecret, set, onRemove }: ProviderProps) {
  const at = `provider-${one.key}`
  const named = one.name.trim() || words.provider(index + 1)
  return (
    <fieldset class="co-provider">
      <legend>{named}</legend>
      <Tick label={words.isOn} checked={one.isOn} onChange={(isOn) => set({ isOn })} />
      <TextLine
        id={`${at}-name`}
        label={words.name}
        value={one.name}
        hint={words.nameHint}
        error={one.name.trim() === '' && words.missing}
        onText={(name) => set({ name })}
      />
      <TextLine
        id={`${at}-issuer`}
        label={words.issuer}
        type="url"
        value={one.issuer}
        hint={words.issuerHint}
        error={!isAddress(one.issuer) && words.addressWrong}
        onText={(issuer) => set({ issuer })}
      />
      <TextLine
        id={`${at}-client`}
        label={words.clientId}
        value={one.clientId}
        hint={words.clientIdHint}
        error={one.clientId.trim() === '' && words.missing}
        onText={(clientId) => set({ clientId })}
      />
      <TextLine
        id={`${at}-secret`}
        label={words.secret}
        type="password"
        value={one.secret}
        hint={hasSecret ? words.secretKept : words.secretNone}
        onText={(secret) => set({ secret })}
      />
      <TextLine
        id={`${at}-id`}
        label={words.id}
        value={one.id}
        hint={words.idHint(`${returnTo}${one.id}/back`)}
        error={!isIdRight && words.idWrong}
        onText={(id) => set({ id })}
      />
      <div class="co-actions">
        <button type="button" class="aw-quiet" aria-label={words.removeNamed(named)} onClick={onRemove}>
          {words.remove}
        </button>
      </div>
    </fieldset>
  )
}
