import { computed, signal } from '@preact/signals'
import type { Me } from './shapes.ts'

/** Who is signed in: undefined until asked, null when nobody is. */
export const me = signal<Me | null | undefined>(undefined)

export type Office = 'owner' | 'moderator' | 'author' | 'none'

/** The highest office of a person; an author holds it for single stories only, some moderators for some sections. */
export function officeOf(person: Me): Office {
  if (person.role !== 'reader') return person.role
  if (person.sections.length > 0) return 'moderator'
  return person.authorOf.length > 0 ? 'author' : 'none'
}

export const office = computed<Office>(() => (me.value ? officeOf(me.value) : 'none'))

/** True for moderators and owners. */
export const isStaff = computed(() => office.value === 'owner' || office.value === 'moderator')

/** True for moderators of the whole site, and owners. */
export const isOfSite = computed(() => me.value?.role === 'moderator' || me.value?.role === 'owner')

/** Whether whoever is signed in moderates the stories of a section. */
export function moderates(section: string): boolean {
  return isOfSite.value || me.value?.sections.includes(section) === true
}

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
