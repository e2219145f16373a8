import { useEffect } from 'preact/hooks'
import { expired, offline, said, signInAddress } from '../session.ts'
import { shell } from '../strings.ts'

const SHOWN = 8_000

/** The one place where the console says what it has done; read out to those who listen. */
export function StatusLine() {
  const sentence = said.value
  useEffect(() => {
    if (sentence === '') return
    const timer = setTimeout(() => {
      said.value = ''
    }, SHOWN)
    return () => clearTimeout(timer)
  }, [sentence])
  return (
    <div class="co-status" role="status">
      {sentence && <p>{sentence}</p>}
    </div>
  )
}

/** What stands between the console and the server: no session, no network, no live updates. */
export function Troubles() {
  if (expired.value)
    return (
      <p class="co-trouble" role="alert">
        {shell.expired} <a href={signInAddress()}>{shell.signInAgain}</a>
      </p>
    )
  if (offline.value)
    return (
      <p class="co-trouble" role="alert">
        {shell.offline}
      </p>
    )
  return null
}
