import type { ScreeningDetail, ScreeningOutcome, ScreeningPassage } from '../../db/tables.ts'
import type { CheckOf, Rule } from './compile.ts'
import { isOf, isShortener, type Link, linksOf } from './text/links.ts'
import { type Prepared, prepare } from './text/phrases.ts'

/** A text as rules look at it. */
export interface Text {
  /** Its plain words; passages are counted in them. */
  plain: string
  prepared: Prepared
  links: Link[]
}

/** What is known beside the text. What no rule asks about is left out, and nothing is found by it. */
export interface Facts {
  /** Whether readers see a comment of this person already. */
  isKnown?: boolean
  /** How many comments this person wrote in a rule's time, this one not counted; by rule. */
  written?: ReadonlyMap<string, number>
  /** By rule: whether the text was written before, and whether by somebody else. */
  repeats?: ReadonlyMap<string, 'same_person' | 'others'>
  /** What a form tells of how it was filled in. */
  form?: FormSigns | undefined
  /** By rule: what an external check answered. */
  answers?: ReadonlyMap<string, CheckerAnswer>
}

/** What a form tells of who filled it in. */
export interface FormSigns {
  /** A field that people do not see was filled in. */
  trapped: boolean
  /** How long the form was open; undefined where that is not known. */
  openMs?: number | undefined
}

export type CheckerAnswer =
  | { verdict: 'allow' | 'hold' | 'refuse'; reason?: string | undefined; rule?: string | undefined }
  /** No answer that can be used: the comment is held. */
  | { verdict: 'none'; because: 'down' | 'slow' | 'nonsense' }

/** `post`: a new comment; `revise`: other words of one that is not public; `edit`: of one that is. */
export type Act = 'post' | 'revise' | 'edit'

export interface Finding {
  rule: Rule
  outcome: ScreeningOutcome
  passages: ScreeningPassage[]
  detail: ScreeningDetail
}

export function textOf(plain: string, html: string): Text {
  return { plain, prepared: prepare(plain), links: linksOf(html) }
}

/** Whether a rule holds for a story. */
export function isWithin({ scope }: Pick<Rule, 'scope'>, story: { id: string; section: string }): boolean {
  if (scope.sections.length === 0 && scope.storyIds.length === 0) return true
  return scope.sections.includes(story.section) || scope.storyIds.includes(story.id)
}

/** What a rule finds in a text; undefined if nothing. Pure: the same text and facts give the same finding. */
export function judge(rule: Rule, text: Text, facts: Facts, act: Act): Finding | undefined {
  const found = foundBy(rule, text, facts, act)
  return found && { rule, outcome: rule.outcome, passages: [], detail: {}, ...found }
}

type Found = Partial<Pick<Finding, 'outcome' | 'passages' | 'detail'>>

function foundBy(rule: Rule, text: Text, facts: Facts, act: Act): Found | undefined {
  const isNew = act === 'post'
  switch (rule.kind) {
    case 'words':
      return among(rule.find(text.prepared))
    case 'pattern':
      return among(rule.find(text.plain))
    case 'links':
      return linksFound(rule.check, text, facts)
    case 'first_comment':
      return facts.isKnown === false ? {} : undefined
    case 'premoderate':
      return {}
    case 'repeats': {
      const by = facts.repeats?.get(rule.id)
      return by && { detail: { by, hours: rule.check.hours } }
    }
    case 'flood': {
      const written = facts.written?.get(rule.id) ?? 0
      return isNew && written >= rule.check.most ? { detail: { written, minutes: rule.check.minutes } } : undefined
    }
    case 'automation':
      return isNew ? formFound(rule.check, facts.form) : undefined
    case 'external':
      return answerFound(facts.answers?.get(rule.id))
  }
}

function among(passages: ScreeningPassage[]): Found | undefined {
  return passages.length > 0 ? { passages } : undefined
}

function linksFound(check: CheckOf<'links'>, { plain, links }: Text, { isKnown }: Facts): Found | undefined {
  const counted = links.filter(({ host }) => !isOf(host, check.allowed))
  const first = (list: Link[], why: string): Found | undefined => {
    const [link] = list
    if (!link) return undefined
    return { detail: { why, links: list.length, site: link.host }, passages: passagesOf(plain, list) }
  }
  const blocked = first(
    links.filter(({ host }) => isOf(host, check.blocked)),
    'blocked',
  )
  const short = check.shorteners
    ? first(
        counted.filter(({ host }) => isShortener(host)),
        'shortener',
      )
    : undefined
  const many = check.most !== null && counted.length > check.most ? first(counted, 'many') : undefined
  const isNewcomer = check.newcomers && isKnown === false
  return blocked ?? short ?? (isNewcomer ? first(counted, 'newcomer') : undefined) ?? many
}

/** Where links stand as they are written; of one under other words, nothing is marked. */
function passagesOf(plain: string, links: readonly Link[]): ScreeningPassage[] {
  let from = 0
  return links.flatMap(({ url, host }) => {
    const long = plain.indexOf(url, from)
    const start = long >= 0 ? long : plain.indexOf(host, from)
    if (start < 0) return []
    from = start + (long >= 0 ? url.length : host.length)
    return [{ start, end: from }]
  })
}

function formFound({ seconds }: CheckOf<'automation'>, form: FormSigns | undefined): Found | undefined {
  if (form?.trapped) return { detail: { why: 'field' } }
  if (form?.openMs === undefined || form.openMs >= seconds * 1000) return undefined
  return { detail: { why: 'quick' } }
}

function answerFound(answer: CheckerAnswer | undefined): Found | undefined {
  // Not asked, as when the rules were changed in this very moment: no comment passes because of that.
  if (!answer) return { detail: { failure: 'down' } }
  if (answer.verdict === 'allow') return undefined
  if (answer.verdict === 'none') return { detail: { failure: answer.because } }
  const { verdict, reason, rule } = answer
  return { outcome: verdict, detail: { ...(reason && { reason }), ...(rule && { rule }) } }
}
