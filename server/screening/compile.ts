import { RE2JS } from 're2js'
import type * as z from 'zod'
import type { ScreeningRuleRow } from '../../db/screening.ts'
import type { ScreeningPassage } from '../../db/tables.ts'
import { ScreeningCheck } from '../contract/screening.ts'
import { siteOf } from './text/links.ts'
import { type PhraseFinder, phraseFinder } from './text/phrases.ts'

export type Check = z.output<typeof ScreeningCheck>
export type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>

type RuleFacts = Pick<ScreeningRuleRow, 'id' | 'version' | 'name' | 'outcome' | 'houseRule' | 'scope' | 'secret'>

/** A rule made ready to look at texts. */
export type Rule = RuleFacts &
  (
    | { kind: 'words'; check: CheckOf<'words'>; find: PhraseFinder }
    | { kind: 'pattern'; check: CheckOf<'pattern'>; find: (text: string) => ScreeningPassage[] }
    | { [K in Exclude<Check['kind'], 'words' | 'pattern'>]: { kind: K; check: CheckOf<K> } }[Exclude<
        Check['kind'],
        'words' | 'pattern'
      >]
  )

const MOST_MATCHES = 50

/**
 * Makes a rule ready.
 * @param ownSites links to them are never counted.
 * @throws Error where a pattern cannot be read.
 */
export function compile(facts: RuleFacts, check: Check, ownSites: readonly string[]): Rule {
  if (check.kind === 'words') return { ...facts, kind: 'words', check, find: phraseFinder(check.phrases) }
  if (check.kind === 'pattern') return { ...facts, kind: 'pattern', check, find: patternFinder(check.patterns) }
  if (check.kind === 'links') {
    const sites = (list: string[]) => list.flatMap((one) => siteOf(one) ?? [])
    return {
      ...facts,
      kind: 'links',
      check: { ...check, blocked: sites(check.blocked), allowed: [...sites(check.allowed), ...ownSites] },
    }
  }
  return { ...facts, kind: check.kind, check } as Rule
}

/** A stored rule, ready; undefined where what is stored is of another version of this program. */
export function compileRow({ check, ...row }: ScreeningRuleRow, ownSites: readonly string[]): Rule | undefined {
  const known = ScreeningCheck.safeParse(check)
  return known.success ? compile(row, known.data, ownSites) : undefined
}

/** Steps that one pattern, and all of a rule, may ask for at each letter: a longest comment takes some tenths of a second then. */
const MOST_STEPS = 500
const MOST_STEPS_TOGETHER = 2_000

/** Why each pattern of a rule cannot be used, in words; undefined for those that can. */
export function patternFaults(patterns: readonly string[]): (string | undefined)[] {
  let together = 0
  return patterns.map((pattern) => {
    try {
      const compiled = patternOf(pattern)
      if (compiled.matcher('').find()) return 'It matches an empty text, and so everything.'
      const steps = compiled.programSize()
      if (steps > MOST_STEPS) return 'It repeats so much that each comment would take long. Repeat less.'
      together += steps
      return together > MOST_STEPS_TOGETHER ? 'With those before it each comment would take long.' : undefined
    } catch {
      return 'It is not written as a regular expression of RE2.'
    }
  })
}

/** Steps that a stored check asks for at each letter, by its patterns. */
export function stepsOf(check: ScreeningRuleRow['check']): number {
  const known = ScreeningCheck.safeParse(check)
  if (!known.success || known.data.kind !== 'pattern') return 0
  return known.data.patterns.reduce((sum, pattern) => sum + patternOf(pattern).programSize(), 0)
}

function patternOf(pattern: string): RE2JS {
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
}

/** By an engine that takes time in proportion to the text, whatever the pattern. */
function patternFinder(patterns: readonly string[]): (text: string) => ScreeningPassage[] {
  const compiled = patterns.map(patternOf)
  return (text) =>
    compiled.flatMap((pattern) => {
      const matcher = pattern.matcher(text)
      const found: ScreeningPassage[] = []
      while (found.length < MOST_MATCHES && matcher.find()) {
        if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() })
      }
      return found
    })
}
