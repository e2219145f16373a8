import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ask } from './ask.ts'
import { useDesk } from './live.ts'
import type { CaseSummary } from './shapes.ts'

const submitted = signal<CaseSummary[]>([])

/** How many cases are open: in all, and by story. */
export const openCases = computed(() => {
  const byStory = new Map<string, number>()
  for (const { storyId } of submitted.value) byStory.set(storyId, (byStory.get(storyId) ?? 0) + 1)
  return { total: submitted.value.length, byStory }
})

function refresh(): void {
  ask('GET /api/v1/cases', { query: { state: 'submitted' } }).then(
    ({ cases }) => {
      submitted.value = cases
    },
    () => undefined, // the count stays as it was; the views say what is wrong
  )
}

/** Keeps the counts of open cases up to date while the console is open. */
export function useOpenCases(): void {
  useEffect(refresh, [])
  useDesk(refresh)
}
