import { useState } from 'preact/hooks'
import { ask, failureOf } from './ask.ts'
import { appealCount, deskCounts, waitingInAll } from './desk/queues.ts'
import { openCases } from './open-cases.ts'
import { askedCount } from './pauses/standing.ts'
import type { Route } from './router.ts'
import { href, route } from './router.ts'
import { isStaff, me, office, say } from './session.ts'
import { common, shell } from './strings.ts'
import { standing } from './strings-standing.ts'

/** The name of the publication, as the page was served with it. */
const site = document.getElementById('console')?.dataset.site

interface NavLinkProps {
  to: string
  here: boolean
  label: string
  count?: number | undefined
  /** What is counted, for those who do not see it in its place. */
  counted?: string
}

function NavLink({ to, here, label, count, counted }: NavLinkProps) {
  return (
    <a class="co-nav-link" href={to} aria-current={here ? 'page' : undefined}>
      {label}
      {count ? (
        <span class="co-count">
          {' '}
          {count}
          {counted && <span class="aw-hidden"> {counted}</span>}
        </span>
      ) : null}
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

/** Views that stand under another one in the navigation. */
const within: Partial<Record<Route['name'], Route['name']>> = {
  story: 'stories',
  heat: 'pauses',
  history: 'desk',
  'new-pause': 'pauses',
  person: 'people',
  sanctions: 'people',
}

/** Owners begin with everybody and their roles, moderators with those about whom something is done. */
export function peopleHref(): string {
  return office.value === 'owner' && appealCount.value === 0 ? href.people() : href.sanctions()
}

/** The head of every page: where one can go, who one is. */
export function Masthead({ onHelp }: { onHelp: () => void }) {
  const at = route.value.name
  const first = office.value === 'author' ? 'stories' : 'desk'
  const shown = at === 'cases' && isStaff.value ? 'desk' : (within[at] ?? at)
  const here = at === 'home' ? first : shown
  return (
    <header class="co-masthead">
      <a class="co-skip" href="#main">
        {shell.skip}
      </a>
      <p class="co-wordmark">
        {site && <a href="/">{site}</a>} <span>{shell.name}</span>
      </p>
      <nav class="co-nav" aria-label={shell.nav}>
        {isStaff.value ? (
          <NavLink to={href.desk()} here={here === 'desk'} label={shell.desk} count={waitingInAll(deskCounts.value)} />
        ) : (
          <NavLink to={href.cases()} here={here === 'cases'} label={shell.cases} count={openCases.value.total} />
        )}
        <NavLink to={href.stories()} here={here === 'stories'} label={shell.stories} />
        {isStaff.value && (
          <NavLink
            to={href.pauses()}
            here={here === 'pauses'}
            label={shell.pauses}
            count={askedCount.value}
            counted={shell.asked}
          />
        )}
        <NavLink to={href.figures()} here={here === 'figures'} label={shell.figures} />
        {isStaff.value && (
          <NavLink
            to={peopleHref()}
            here={here === 'people'}
            label={shell.people}
            count={appealCount.value}
            counted={standing.counted(appealCount.value)}
          />
        )}
        <a class="co-nav-link co-nav-out" href="/log" target="_blank" rel="noopener">
          {shell.log}
          <span class="aw-hidden"> {common.newTab}</span>
        </a>
      </nav>
      <div class="co-whoami">
        <a class="aw-quiet co-name" href="/account">
          {me.value?.name}
          <span class="aw-hidden">: {shell.account}</span>
        </a>
        <span class="co-office">{shell.roles[office.value]}</span>
        {office.value === 'owner' && (
          <a class="aw-quiet" href={href.settings()} aria-current={here === 'settings' ? 'page' : undefined}>
            {shell.settings}
          </a>
        )}
        <button type="button" class="aw-quiet co-keys" onClick={onHelp}>
          {shell.keys} <kbd>?</kbd>
        </button>
        <SignOut />
      </div>
    </header>
  )
}
