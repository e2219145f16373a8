import { computed, signal } from '@preact/signals'
import type { Me } from './shapes.ts'

/** Who is signed in: undefined until asked, null when nobody is. */
export const me = signal<Me | null | undefined>(undefined)

export type Office = 'owner' | 'moderator' | 'author' | 'none'

/** The highest office of a person; an author holds it for single stories only. */
export function officeOf(person: Me): Office {
  if (person.role !== 'reader') return person.role
  return person.authorOf.length > 0 ? 'author' : 'none'
}

export const office = computed<Office>(() => (me.value ? officeOf(me.value) : 'none'))

/** True for moderators and owners. */
export const isStaff = computed(() => office.value === 'owner' || office.value === 'moderator')

/** True once the server has answered that the session is over. */
export const expired = signal(false)

/** True while the browser knows of no network, or the last request did not arrive. */
export const offline = signal(!navigator.onLine)
addEventListener('online', () => {
  offline.value = false
})
addEventListener('offline', () => {
  offline.value = true
})

/** What the console said last, for everybody who listens or looks. */
export const said = signal('')

/** Says one sentence in the status line. */
export function say(sentence: string): void {
  said.value = sentence
}

/** Where to sign in and come back to what is on screen. */
export function signInAddress(): string {
  return `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`
}
