import type { DemoStory } from '../script.ts'
import { stationCases } from './station-cases.ts'
import { stationText } from './station-text.ts'
import { stationAfternoon, stationMorning } from './station-thread.ts'
import { stationUpdates } from './station-updates.ts'

/** A rumour as it develops: eight numbered updates, a lively thread, three cases, one pause. */
export const station: DemoStory = {
  slug: 'a-night-at-sanderling-point',
  title: 'Why did the deputy harbour chief spend the night at the coastguard station?',
  section: 'Harbour',
  author: 'nell',
  published: { daysAgo: 1, at: '07:40' },
  html: stationText,
  steps: [...stationMorning, ...stationAfternoon, ...stationUpdates, ...stationCases],
}
