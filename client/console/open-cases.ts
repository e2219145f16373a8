import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ask } from './ask.ts'
import { useDesk } from './live.ts'
import type { CaseSummary } from './shapes.ts'

const open = signal<{ cases: CaseSummary[]; total: number }>({ cases: [], total: 0 })

/** How many cases are open: in all, and by story. */
export const openCases = computed(() => {
  const byStory = new Map<string, number>()
  for (const { storyId } of open.value.cases) byStory.set(storyId, (byStory.get(storyId) ?? 0) + 1)
  return { total: open.value.total, byStory }
})

function refresh(): void {
  ask('GET /api/v1/cases', { query: { queue: 'open' } }).then(
    ({ cases, counts }) => {
      open.value = { cases, total: counts.open }
    },
    () => undefined, // the count stays as it was; the views say what is wrong
  )
}

/** Keeps the counts of open cases up to date while the console is open. */
export function useOpenCases(): void {
  useEffect(refresh, [])
  useDesk(refresh)
}
