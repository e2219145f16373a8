import { useState } from 'preact/hooks'
import { ask, failureOf } from './ask.ts'
import { openCases } from './open-cases.ts'
import { href, route } from './router.ts'
import { me, office, say } from './session.ts'
import { common, shell } from './strings.ts'

/** The name of the publication, as the page was served with it. */
const site = document.getElementById('console')?.dataset.site

function NavLink(props: { to: string; here: boolean; label: string; count?: number | undefined }) {
  return (
    <a class="co-nav-link" href={props.to} aria-current={props.here ? 'page' : undefined}>
      {props.label}
      {props.count ? <span class="co-count"> {props.count}</span> : null}
    </a>
  )
}

function SignOut() {
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setBusy(true)
    ask('DELETE /api/v1/sessions/current', {}).then(
      () => {
        sessionStorage.clear()
        location.assign('/')
      },
      (error: unknown) => {
        setBusy(false)
        say(failureOf(error).detail)
      },
    )
  }
  return (
    <button type="button" class="aw-quiet" disabled={busy} onClick={leave}>
      {shell.signOut}
    </button>
  )
}

/** The head of every page: where one can go, who one is. */
export function Masthead({ onHelp }: { onHelp: () => void }) {
  const at = route.value.name
  const first = office.value === 'author' ? 'stories' : 'cases'
  const here = at === 'home' ? first : at === 'story' ? 'stories' : at
  return (
    <header class="co-masthead">
      <a class="co-skip" href="#main">
        {shell.skip}
      </a>
      <p class="co-wordmark">
        {site && <a href="/">{site}</a>} <span>{shell.name}</span>
      </p>
      <nav class="co-nav" aria-label={shell.nav}>
        <NavLink to={href.cases()} here={here === 'cases'} label={shell.cases} count={openCases.value.total} />
        <NavLink to={href.stories()} here={here === 'stories'} label={shell.stories} />
        {office.value === 'owner' && <NavLink to={href.people()} here={here === 'people'} label={shell.people} />}
        <a class="co-nav-link co-nav-out" href="/log" target="_blank" rel="noopener">
          {shell.log}
          <span class="aw-hidden"> {common.newTab}</span>
        </a>
      </nav>
      <div class="co-whoami">
        <span class="co-name">{me.value?.name}</span>
        <span class="co-office">{shell.roles[office.value]}</span>
        <button type="button" class="aw-quiet co-keys" onClick={onHelp}>
          {shell.keys} <kbd>?</kbd>
        </button>
        <SignOut />
      </div>
    </header>
  )
}
