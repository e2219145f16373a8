import type { RuleCode, ScreeningDetail, ScreeningOutcome } from '../../db/tables.ts'
import type { Check } from './compile.ts'

/** What a rule found, as it is put into words. */
export interface Said {
  outcome: ScreeningOutcome
  check: Check
  detail: ScreeningDetail
  /** The words found. */
  found: string[]
}

/** Why a comment is held, to its writer. Never the list, and the words found only where the rule says so. */
export function heldWords(said: readonly Said[]): string {
  return `It is held because ${listed(said.map(toWriter))}. A moderator looks at it before others see it.`
}

/** Why a text is refused, to its writer, with the rule of the site it comes under. */
export function refusalWords(said: readonly Said[], rule: { code: RuleCode; title: string; words: string }): string {
  const why = listed(said.filter(({ outcome }) => outcome === 'refuse').map(toWriter))
  const under = rule.code === 'other' ? rule.words : `The rule on ${rule.title.toLowerCase()}: ${rule.words}`
  return `As it stands this cannot be posted, because ${why}. ${under} You can change it and send it again.`
}

/** The words that may be told to the writer. */
export function toldWords({ check, found }: Pick<Said, 'check' | 'found'>): string[] {
  return (check.kind === 'words' || check.kind === 'pattern') && check.mayTell ? [...new Set(found)].slice(0, 5) : []
}

function listed(reasons: string[]): string {
  const all = [...new Set(reasons)]
  const last = all.pop() ?? ''
  return all.length > 0 ? `${all.join(', ')}, and ${last}` : last
}

function toWriter(said: Said): string {
  const { check, detail, outcome } = said
  switch (check.kind) {
    case 'words':
    case 'pattern':
      return passageWords(said)
    case 'links':
      return linkWords(detail, check.most)
    case 'first_comment':
      return 'it is your first comment here'
    case 'premoderate':
      return 'comments here are read before they appear'
    case 'repeats':
      return detail.by === 'others'
        ? 'others have written the same, or nearly the same'
        : 'you have written the same, or nearly the same, before'
    case 'flood':
      return 'you have written many comments in a short time'
    case 'automation':
      return 'it seems to have been sent by a program'
    case 'external':
      if (detail.failure) return 'the check that comments go through could not be made'
      return outcome === 'hold' ? 'an outside check asks for a moderator' : 'an outside check does not allow it'
  }
}

function passageWords(said: Said): string {
  const isHeld = said.outcome === 'hold'
  const told = toldWords(said).map((word) => `“${word}”`)
  if (told.length > 0) {
    const verb = told.length === 1 ? 'is' : 'are'
    return `it contains ${listed(told)}, which ${verb} ${isHeld ? 'checked' : 'not allowed'} here`
  }
  const what = said.check.kind === 'words' ? 'a word or phrase' : 'a passage'
  return `it contains ${what} that is ${isHeld ? 'checked' : 'not allowed'} here`
}

function linkWords({ why, links }: ScreeningDetail, most: number | null): string {
  if (why === 'blocked') return 'it links to a site that is blocked here'
  if (why === 'shortener') return 'it contains a shortened link, which hides where it leads'
  if (why === 'newcomer') return 'it contains a link, and none of your comments has appeared here yet'
  if (most === 0) return 'it contains a link'
  return `it contains ${links} links, more than the ${most} that are usual here`
}

/** What a rule found, to moderators and owners. */
export function findingWords({ check, detail }: Pick<Said, 'check' | 'detail'>): string {
  switch (check.kind) {
    case 'words':
      return 'Words of the list'
    case 'pattern':
      return 'Fits a pattern'
    case 'links':
      return linksFound(detail, check.most)
    case 'first_comment':
      return 'First comment of this person'
    case 'premoderate':
      return 'Comments are read first here'
    case 'repeats':
      return detail.by === 'others' ? 'Others wrote nearly the same' : 'The same person wrote nearly the same before'
    case 'flood':
      return `After ${detail.written} others by this person within ${detail.minutes} minutes`
    case 'automation':
      return detail.why === 'field' ? 'A field that people do not see was filled in' : 'Sent too quickly for a person'
    case 'external':
      return checkerFound(detail)
  }
}

function linksFound({ why, links, site }: ScreeningDetail, most: number | null): string {
  if (why === 'blocked') return `A link to ${site}, which is blocked`
  if (why === 'shortener') return `A shortened link (${site})`
  if (why === 'newcomer') return `A link to ${site}, by somebody without a public comment`
  return links === 1 ? `A link to ${site}` : `${links} links, and ${most} are allowed`
}

function checkerFound({ failure, reason, rule }: ScreeningDetail): string {
  if (failure === 'slow') return 'It did not answer in time, so the comment is held'
  if (failure === 'nonsense') return 'It answered what cannot be read, so the comment is held'
  if (failure) return 'It could not be reached, so the comment is held'
  return [reason, rule && `(${rule})`].filter(Boolean).join(' ') || 'It asks for a moderator'
}
