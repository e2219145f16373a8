import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from './ask.ts'
import { ask, failureOf } from './ask.ts'
import { CaseDesk } from './cases/case-desk.tsx'
import { DeskView } from './desk/desk-view.tsx'
import { HistoryView } from './desk/history-view.tsx'
import { useDeskCounts } from './desk/queues.ts'
import { UndoBar } from './desk/undo-bar.tsx'
import { Figures } from './figures/index.tsx'
import { LacksSecondFactor, NoOffice, SignedOut } from './gate.tsx'
import { HeatView } from './heat/heat-view.tsx'
import { HelpSheet } from './help-sheet.tsx'
import { useKeys } from './keys.ts'
import { Masthead, peopleHref } from './masthead.tsx'
import { useOpenCases } from './open-cases.ts'
import { NewPause } from './overview/new-pause.tsx'
import { PausesView } from './overview/pauses-view.tsx'
import { Failed, Loading } from './parts/states.tsx'
import { StatusLine, Troubles } from './parts/status-line.tsx'
import { useStanding } from './pauses/standing.ts'
import { PeopleView } from './people/people-view.tsx'
import { PersonView } from './person/person-view.tsx'
import { SanctionsView } from './person/sanctions-view.tsx'
import type { Route } from './router.ts'
import { href, navigate, PENDING, route } from './router.ts'
import { isStaff, me, office } from './session.ts'
import { SettingsView } from './settings/settings-view.tsx'
import { StoryDesk } from './stories/story-desk.tsx'
import { StoryList } from './stories/story-list.tsx'
import { shell } from './strings.ts'
import { useTitle } from './title.ts'

function Unknown() {
  useTitle(shell.unknownTitle)
  return (
    <div class="co-page co-plain">
      <h1 tabIndex={-1}>{shell.unknownTitle}</h1>
      <p>{shell.unknown}</p>
    </div>
  )
}

function StaffView({ at }: { at: Route }) {
  const isOwner = office.value === 'owner'
  if (at.name === 'home') return <DeskView key="pending" at={PENDING} id={null} />
  if (at.name === 'desk') return <DeskView key={at.at.queue} at={at.at} id={at.id} />
  if (at.name === 'history') return <HistoryView by={at.by} />
  if (at.name === 'pauses') return <PausesView />
  if (at.name === 'heat') return <HeatView />
  if (at.name === 'new-pause') return <NewPause key={at.story} storyId={at.story} heated={at.heated} />
  if (at.name === 'person') return <PersonView key={at.id} id={at.id} comment={at.comment} caseId={at.caseId} />
  if (at.name === 'sanctions') return <SanctionsView key={at.list} list={at.list} />
  if (at.name === 'people' && isOwner) return <PeopleView />
  if (at.name === 'settings' && isOwner) return <SettingsView part={at.part} />
  return <Unknown />
}

function View() {
  const at = route.value
  if (at.name === 'cases') return <CaseDesk at={at.at} id={at.id} />
  if (at.name === 'stories') return <StoryList />
  if (at.name === 'story') return <StoryDesk key={at.id} id={at.id} answers={at.answers} />
  if (at.name === 'figures') return <Figures at={at.at} />
  if (at.name === 'home' && office.value === 'author') return <StoryList />
  return isStaff.value ? <StaffView at={at} /> : <Unknown />
}

/** Keeps what staff alone may know up to date. */
function StaffNews() {
  useStanding()
  useDeskCounts()
  return null
}

function keysOf(office: string): Record<string, () => void> {
  const staff = office === 'owner' || office === 'moderator'
  return {
    1: () => navigate(staff ? href.desk() : href.cases()),
    3: () => navigate(href.stories()),
    7: () => navigate(href.figures()),
    ...(staff && {
      2: () => navigate(href.cases()),
      4: () => navigate(href.pauses()),
      5: () => navigate(peopleHref()),
    }),
    ...(office === 'owner' && { 6: () => navigate(href.settings()) }),
  }
}

function Desk() {
  const [help, setHelp] = useState(false)
  const main = useRef<HTMLElement>(null)
  const at = route.value.name
  const first = useRef(at)
  useLayoutEffect(() => {
    if (first.current !== at) main.current?.querySelector('h1')?.focus({ preventScroll: true })
    first.current = at
  }, [at])
  useOpenCases()
  useKeys({
    '?': () => setHelp(true),
    ...keysOf(office.value),
    '/': () => document.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
  })
  return (
    <>
      {isStaff.value && <StaffNews />}
      <Masthead onHelp={() => setHelp(true)} />
      <Troubles />
      <main ref={main} id="main" class="co-main" tabIndex={-1}>
        <View />
      </main>
      <UndoBar />
      <StatusLine />
      <HelpSheet open={help} onClose={() => setHelp(false)} />
    </>
  )
}

/** The console: asks who is here, then shows what belongs to their office. */
export function App() {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [lacks, setLacks] = useState(false)
  const enter = () => {
    setFailure(null)
    ask('GET /api/v1/me', {}).then(
      ({ person, lacksSecondFactor }) => {
        setLacks(lacksSecondFactor)
        me.value = person
      },
      (error: unknown) => setFailure(failureOf(error)),
    )
  }
  useEffect(enter, [])
  if (failure) return <Failed failure={failure} onRetry={enter} />
  if (me.value === undefined) return <Loading />
  if (me.value === null) return <SignedOut />
  if (lacks) return <LacksSecondFactor name={me.value.name} />
  if (office.value === 'none') return <NoOffice name={me.value.name} />
  return <Desk />
}
