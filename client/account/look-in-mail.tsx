import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Result } from '../../server/contract/index.ts'
import { call } from '../api.ts'
import { words } from './strings.ts'

/** How often it is asked whether the link was opened, while the page is in view. */
const ASK_MS = 3_000

interface Props {
  email: string
  mail: Result<'GET /api/v1/sign-in'>['mail']
  inPopup: boolean
  onSignedIn: (person: { name: string }) => void
  onBack: () => void
}

/** A letter is on its way; goes on by itself once its link was opened in this browser. */
export function LookInMail({ email, mail, inPopup, onSignedIn, onBack }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    heading.current?.focus()
    let wanted = true
    const ask = async () => {
      if (document.hidden) return
      const { person } = await call('GET /api/v1/me', {}).catch(() => ({ person: null }))
      if (wanted && person && !person.guest) onSignedIn(person)
    }
    const timer = setInterval(ask, ASK_MS)
    document.addEventListener('visibilitychange', ask)
    return () => {
      wanted = false
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [])
  const isKept = mail === 'file' || mail === 'console'
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {words.lookInMail}
      </h1>
      <p class="slip-words">{isKept ? words.letterFor(email) : words.sentTo(email)}</p>
      {isKept && <p class="slip-words">{words.unsent[mail]}</p>}
      <p class="slip-words">{inPopup ? words.sentPopup : words.sentPage}</p>
      {!isKept && <p class="field-hint">{words.sentNothing}</p>}
      <div class="account-actions">
        <button type="button" class="aw-link" onClick={onBack}>
          {words.anotherAddress}
        </button>
      </div>
    </>
  )
}
