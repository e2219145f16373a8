import { useEffect, useRef, useState } from 'preact/hooks'
import type { Result } from '../../../../server/contract/index.ts'
import { ask, type Failure, failureOf } from '../../ask.ts'
import { Refused } from '../../parts/refused.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { areBadges, isAddress, type PartProps, type SignInDraft } from './draft.ts'
import { words } from './strings.ts'
import { TextLine, Tick } from './text-line.tsx'

type SetUp = Result<'GET /api/v1/site/sign-in'>
const roles = ['member', 'author', 'moderator'] as const

/** The publisher's signed token. */
export function TokenPart({ draft, change, setUp }: PartProps & { setUp: SetUp }) {
  const { token } = draft
  const set = (part: Partial<SignInDraft['token']>) => change({ token: { ...token, ...part } })
  return (
    <fieldset class="co-fieldset">
      <legend>{words.tokenTitle}</legend>
      <p class="co-hint">{words.tokenHint}</p>
      <Tick label={words.tokenOn} checked={token.isOn} onChange={(isOn) => set({ isOn })} />
      {token.isOn && <TokenFields token={token} set={set} setUp={setUp} />}
    </fieldset>
  )
}

interface FieldsProps {
  token: SignInDraft['token']
  set: (part: Partial<SignInDraft['token']>) => void
  setUp: SetUp
}

function TokenFields({ token, set, setUp }: FieldsProps) {
  const { check } = token
  return (
    <>
      <TextLine
        id="token-issuer"
        label={words.tokenIssuer}
        value={token.issuer}
        hint={words.tokenIssuerHint(setUp.audience)}
        error={token.issuer.trim() === '' && words.missing}
        onText={(issuer) => set({ issuer })}
      />
      <fieldset class="co-provider">
        <legend>{words.checkTitle}</legend>
        <Tick
          type="radio"
          name="check"
          label={words.bySecret}
          checked={check === 'secret'}
          onChange={() => set({ check: 'secret' })}
        />
        <Tick
          type="radio"
          name="check"
          label={words.byKeys}
          checked={check === 'keys'}
          onChange={() => set({ check: 'keys' })}
        />
        {check === 'secret' ? (
          <Secret madeAt={setUp.tokenSecretAt} />
        ) : (
          <TextLine
            id="token-keys"
            label={words.keysUrl}
            type="url"
            value={token.keysUrl}
            error={!isAddress(token.keysUrl) && words.addressWrong}
            onText={(keysUrl) => set({ keysUrl })}
          />
        )}
      </fieldset>
      <fieldset class="co-provider">
        <legend>{words.rolesTitle}</legend>
        {roles.map((role) => (
          <Tick
            key={role}
            label={words.roles[role][0]}
            hint={words.roles[role][1]}
            checked={token.roles.includes(role)}
            onChange={(on) => set({ roles: roles.filter((one) => (one === role ? on : token.roles.includes(one))) })}
          />
        ))}
      </fieldset>
      <TextField
        id="token-badges"
        label={words.badges}
        value={token.badges}
        min={0}
        max={500}
        rows={3}
        optional
        hint={words.badgesHint}
        error={areBadges(token.badges) ? null : words.badgesWrong}
        onText={(badges) => set({ badges })}
      />
    </>
  )
}

/** Makes the secret and shows it once: at once, not with the other settings. */
function Secret({ madeAt }: { madeAt: string | null }) {
  const [secret, setSecret] = useState<string | null>(null)
  const [since, setSince] = useState(madeAt)
  const [failure, setFailure] = useState<Failure | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.select(), [secret])
  const make = () => {
    setFailure(null)
    ask('POST /api/v1/site/sign-in/secret', {}).then(
      (made) => {
        setSecret(made.secret)
        setSince(made.madeAt)
      },
      (error: unknown) => setFailure(failureOf(error)),
    )
  }
  const day = since && new Date(since).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  if (secret !== null)
    return (
      <div class="co-confirm co-new-key">
        <label for="token-secret">{words.secretMade}</label>
        <p id="token-secret-hint">{words.secretOnce}</p>
        <textarea
          ref={field}
          id="token-secret"
          class="aw-field"
          rows={1}
          readOnly
          value={secret}
          aria-describedby="token-secret-hint"
          onFocus={(event) => event.currentTarget.select()}
        />
        <div class="co-actions">
          <button type="button" class="aw-button" onClick={() => setSecret(null)}>
            {words.kept}
          </button>
        </div>
      </div>
    )
  return (
    <div>
      <p class="co-hint">{day ? words.secretSince(day) : words.secretMissing}</p>
      <div class="co-actions">
        <button type="button" class="aw-button" onClick={make}>
          {day ? words.renewSecret : words.makeSecret}
        </button>
      </div>
      <Refused failure={failure} />
    </div>
  )
}
