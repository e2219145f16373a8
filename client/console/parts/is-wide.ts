import { signal } from '@preact/signals'

const query = matchMedia('(min-width: 62rem) and (min-height: 32rem)')

/** Whether a list and what is open of it stand side by side. */
export const isWide = signal(query.matches)
query.addEventListener('change', () => {
  isWide.value = query.matches
})
