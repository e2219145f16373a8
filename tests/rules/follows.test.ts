import { describe, expect, it } from 'vitest'
import { actionsAfter, goesAgainst, mayNameRule, needsRule, usualAction } from '../../client/console/cases/follows.ts'
import { ruleNames } from '../../client/ui/words.ts'
import { actionsFor, decisionProblem, findingsFor, isAdverse } from '../../server/cases/rules.ts'
import { Action, CaseKind, Finding } from '../../server/contract/findings.ts'

/** The console offers what follows from a finding by a table of its own: it must be the server's. */

const subjects = [
  ...CaseKind.options.map((kind) => ({ kind, isOutside: false })),
  { kind: 'misrepresentation' as const, isOutside: true },
]
const judged = subjects.flatMap((subject) => findingsFor(subject.kind).map((finding) => ({ subject, finding })))
const rules = [null, ...(Object.keys(ruleNames) as (keyof typeof ruleNames)[])]

describe('the form for a decision', () => {
  it.each(judged)(
    'offers the actions that the server takes: $subject.kind, outside $subject.isOutside, $finding',
    ({ subject, finding }) => {
      expect(actionsAfter(subject, finding)).toEqual(actionsFor(subject, finding))
      const usual = usualAction(subject, finding)
      if (usual !== '') expect(actionsFor(subject, finding)).toContain(usual)
    },
  )

  it('knows which decisions go against somebody, who has to be heard before', () => {
    for (const finding of Finding.options)
      for (const action of Action.options)
        expect(goesAgainst(finding, action), `${finding}, ${action}`).toBe(isAdverse({ finding, action }))
  })

  it('asks for a rule where the server refuses a decision without one, and nowhere else', () => {
    for (const { subject, finding } of judged)
      for (const action of actionsFor(subject, finding)) {
        const accepted = rules.filter((rule) => decisionProblem(subject, { finding, action, rule }) === undefined)
        const at = `${subject.kind}, ${finding}, ${action}`
        expect(needsRule(subject, finding, action), at).toBe(!accepted.includes(null))
        if (!mayNameRule(subject, finding)) expect(accepted, at).toEqual([null])
        else expect(accepted, at).toContain('abuse')
      }
  })
})
