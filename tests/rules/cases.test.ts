import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseAction, CaseKind, CaseState, Finding, RuleCode } from '../../db/tables.ts'
import { actionsFor, barTo, decisionProblem, findingsFor, isAdverse, mayAppealBy } from '../../server/cases/rules.ts'
import {
  afterStep,
  type CaseFacts,
  ENDED_STATES,
  heardAgain,
  isOwedReply,
  mayReply,
  nextTurn,
  type Step,
} from '../../server/cases/state/rules.ts'

const HOUR = 3_600_000

const begun: CaseFacts = {
  state: 'submitted',
  round: 1,
  replyApplies: true,
  replyAskedAt: null,
  replyDueAt: null,
  repliedAt: null,
  replyWaivedAt: null,
  needsSecond: false,
  publishAt: null,
  appealUntil: null,
}

/** A case and its clock, moved by random steps as the actions move it. */
interface Run {
  facts: CaseFacts
  now: number
  taken: Step[]
}

function after({ facts, now, taken }: Run, step: Step): Run {
  const answer = afterStep(facts, step, now)
  if ('refused' in answer) return { facts, now, taken }
  const changes = { ...changesOf(step, facts, answer.to, now), ...heardAgain(step, facts) }
  const moved: CaseFacts = { ...facts, state: answer.to, ...changes }
  return { facts: moved, now, taken: [...taken, step] }
}

function changesOf({ step }: Step, { round }: CaseFacts, to: CaseState, now: number): Partial<CaseFacts> {
  switch (step) {
    case 'ask_reply':
      return { replyAskedAt: now, replyDueAt: now + 48 * HOUR }
    case 'reply':
      return { repliedAt: now }
    case 'waive':
      return { replyWaivedAt: now }
    case 'decide':
      return { publishAt: to === 'decided' ? now + HOUR / 6 : null }
    case 'second':
      return { publishAt: now + HOUR / 6 }
    case 'undo':
    case 'decline':
      return { publishAt: null }
    case 'publish':
      return { publishAt: null, appealUntil: to === 'published' ? now + 24 * 14 * HOUR : null }
    case 'appeal':
      return { round: round + 1 }
    default:
      return {}
  }
}

const plain = [
  'take',
  'release',
  'mark',
  'begin_review',
  'ask_reply',
  'reply',
  'waive',
  'lapse',
  'second',
  'decline',
] as const
const others = ['undo', 'appeal', 'close', 'correct', 'reopen', 'withdraw', 'resubmit', 'vanish'] as const
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...plain, ...others).map((step) => ({ step })),
  fc.boolean().map((adverse) => ({ step: 'decide' as const, isAdverse: adverse })),
  fc
    .tuple(fc.boolean(), fc.boolean())
    .map(([isEarly, mayBeAppealed]) => ({ step: 'publish' as const, isEarly, mayBeAppealed })),
)
const acts = fc.array(fc.tuple(steps, fc.constantFrom(0, 0, 5 * 60_000, HOUR, 47 * HOUR, 49 * HOUR, 400 * HOUR)), {
  minLength: 1,
  maxLength: 40,
})

/** Runs the steps and hands each that was made to `look`, with the case before and after it. */
function play(start: CaseFacts, script: [Step, number][], look: (before: Run, made: Step, after: Run) => void): Run {
  let run: Run = { facts: start, now: 0, taken: [] }
  for (const [step, waitMs] of script) {
    const before = { ...run, now: run.now + waitMs }
    run = after(before, step)
    if (run.taken.length > before.taken.length) look(before, step, run)
  }
  return run
}

describe('the states of a case, by any steps in any order', () => {
  const given = { numRuns: 3000 }

  it('hear the person concerned before a finding against them is made', () => {
    fc.assert(
      fc.property(acts, fc.boolean(), (script, needsSecond) => {
        play({ ...begun, needsSecond }, script, ({ facts, now }, made) => {
          if (made.step !== 'decide' || !made.isAdverse) return
          expect(facts.replyAskedAt).not.toBeNull()
          const hasSpoken = facts.repliedAt !== null || facts.replyWaivedAt !== null
          expect(hasSpoken || now >= (facts.replyDueAt ?? Number.POSITIVE_INFINITY)).toBe(true)
        })
      }),
      given,
    )
  })

  it('ask anew after an end, however it ended, whoever did not answer', () => {
    fc.assert(
      fc.property(acts, (script) => {
        let isAsked = false
        play(begun, script, ({ facts }, made) => {
          if (made.step === 'ask_reply') isAsked = true
          if (made.step === 'reopen' || made.step === 'resubmit') isAsked = false
          if (made.step === 'decide' && made.isAdverse) expect(isAsked || facts.repliedAt !== null).toBe(true)
        })
      }),
      given,
    )
  })

  it('publish nothing that was not decided in that round, confirmed where it must be, and could be undone before', () => {
    fc.assert(
      fc.property(acts, fc.boolean(), (script, needsSecond) => {
        play({ ...begun, needsSecond }, script, (before, made) => {
          if (made.step !== 'publish') return
          const sinceAppeal = before.taken.slice(before.taken.findLastIndex(({ step }) => step === 'appeal') + 1)
          const decision = sinceAppeal.findLast(({ step }) => step === 'decide')
          const undone = sinceAppeal.findLastIndex(({ step }) => step === 'undo' || step === 'decline')
          const decidedAt = sinceAppeal.lastIndexOf(decision as Step)
          expect(decision).toBeDefined()
          expect(undone).toBeLessThan(decidedAt)
          if (needsSecond && decision?.step === 'decide' && decision.isAdverse)
            expect(sinceAppeal.slice(decidedAt).some(({ step }) => step === 'second')).toBe(true)
          expect(made.isEarly || before.now >= (before.facts.publishAt ?? Number.POSITIVE_INFINITY)).toBe(true)
        })
      }),
      given,
    )
  })

  it('leave an end only by opening what was corrected or withdrawn, and undo nothing that is public', () => {
    fc.assert(
      fc.property(acts, (script) => {
        play(begun, script, ({ facts }, made) => {
          const hasEnded = (ENDED_STATES as readonly string[]).includes(facts.state)
          if (hasEnded) expect(['reopen', 'resubmit']).toContain(made.step)
          if (made.step === 'undo') expect(['decided', 'awaiting_second']).toContain(facts.state)
          if (facts.state === 'published') expect(['appeal', 'close']).toContain(made.step)
        })
      }),
      given,
    )
  })

  it('never wait for a moment that does not come: whatever time does has a next turn, and is possible then', () => {
    fc.assert(
      fc.property(acts, (script) => {
        const { facts } = play(begun, script, () => undefined)
        const turn = nextTurn(facts)
        const timed = ['waiting_reply', 'decided', 'published'].includes(facts.state)
        expect(turn !== undefined).toBe(timed)
        if (turn === undefined) return
        const byTime: Step[] = [
          { step: 'lapse' },
          { step: 'publish', isEarly: false, mayBeAppealed: true },
          { step: 'close' },
        ]
        expect(byTime.some((step) => 'to' in afterStep(facts, step, turn))).toBe(true)
      }),
      given,
    )
  })

  it('count rounds by appeals alone, each after something was published', () => {
    fc.assert(
      fc.property(acts, (script) => {
        const run = play(begun, script, () => undefined)
        expect(run.facts.round).toBe(1 + run.taken.filter(({ step }) => step === 'appeal').length)
        const published = run.taken.filter(({ step }) => step === 'publish').length
        expect(published).toBeGreaterThanOrEqual(run.facts.round - 1)
      }),
      given,
    )
  })

  it('say in words why a step cannot be made', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom<CaseState>('closed', 'submitted', 'published'), (step, state) => {
        const answer = afterStep({ ...begun, state }, step, 0)
        if ('refused' in answer) expect(answer.refused).toMatch(/^[A-Z].+\.$/)
      }),
    )
  })
})

describe('the right of reply', () => {
  const asked: CaseFacts = { ...begun, state: 'waiting_reply', replyAskedAt: 0, replyDueAt: 48 * HOUR }
  const against: Step = { step: 'decide', isAdverse: true }

  it('holds a finding against the person until they were asked', () => {
    expect(afterStep({ ...begun, state: 'review' }, against, 0)).toEqual({
      refused: 'Ask the person concerned for a reply first: this finding goes against them.',
    })
    expect(afterStep({ ...begun, state: 'review' }, { step: 'decide', isAdverse: false }, 0)).toEqual({ to: 'decided' })
    expect(afterStep({ ...begun, state: 'review', replyApplies: false }, against, 0)).toEqual({ to: 'decided' })
  })

  it('lasts to its last moment, and until they have spoken', () => {
    expect(isOwedReply(asked, 48 * HOUR - 1)).toBe(true)
    expect(isOwedReply(asked, 48 * HOUR)).toBe(false)
    expect(afterStep(asked, { step: 'lapse' }, 48 * HOUR - 1)).toHaveProperty('refused')
    expect(afterStep(asked, { step: 'lapse' }, 48 * HOUR)).toEqual({ to: 'review' })
    // A stopped timer keeps nobody waiting.
    expect(afterStep(asked, against, 48 * HOUR)).toEqual({ to: 'decided' })
    expect(isOwedReply({ ...asked, repliedAt: 1 }, 2)).toBe(false)
  })

  it('goes on after its time, as long as nothing is decided', () => {
    expect(mayReply({ ...asked, state: 'review' })).toBe(true)
    expect(mayReply({ ...asked, state: 'decided' })).toBe(false)
    expect(mayReply({ ...asked, repliedAt: 1 })).toBe(false)
    expect(mayReply({ ...asked, replyAskedAt: null })).toBe(false)
  })
})

describe('a judgement', () => {
  const kinds: CaseKind[] = ['misrepresentation', 'conduct', 'illegal']
  const findings: Finding[] = [...new Set(kinds.flatMap((kind) => findingsFor(kind)))]
  const actions: CaseAction[] = ['none', 'note', 'ask_edit', 'collapse', 'remove', 'statement']
  const rules: (RuleCode | null)[] = [
    null,
    'spam',
    'abuse',
    'off_topic',
    'privacy',
    'illegal',
    'other',
    'misrepresentation',
  ]
  const all = kinds.flatMap((kind) =>
    [false, true].flatMap((isOutside) =>
      findings.flatMap((finding) =>
        actions.flatMap((action) =>
          rules.map((rule) => ({ subject: { kind, isOutside }, judgement: { finding, action, rule } })),
        ),
      ),
    ),
  )
  const allowed = all.filter(({ subject, judgement }) => decisionProblem(subject, judgement) === undefined)

  it('of misrepresentation alone removes nothing but an invented quotation', () => {
    const removing = allowed.filter(
      ({ subject, judgement }) => subject.kind === 'misrepresentation' && judgement.action === 'remove',
    )
    expect(removing.length).toBeGreaterThan(0)
    for (const { judgement } of removing) expect(judgement.finding === 'invented' || judgement.rule !== null).toBe(true)
  })

  it('that finds nothing wrong does nothing to anybody', () => {
    for (const { judgement } of allowed)
      if (judgement.finding === 'fair_paraphrase' || judgement.finding === 'within_rules')
        expect(isAdverse(judgement)).toBe(judgement.action === 'statement')
  })

  it('puts statements on posts elsewhere, and on nothing else', () => {
    for (const { subject, judgement } of allowed) {
      if (judgement.action === 'statement') expect(subject.isOutside).toBe(true)
      if (subject.isOutside && judgement.action !== 'none') expect(judgement.action).toBe('statement')
    }
  })

  it('names a rule wherever one is broken, of conduct and the law', () => {
    for (const { judgement } of allowed) if (judgement.finding === 'breaks_rules') expect(judgement.rule).not.toBeNull()
  })

  it('lets every finding of its kind be recorded without doing anything', () => {
    for (const kind of kinds)
      for (const isOutside of [false, true])
        for (const finding of findingsFor(kind)) expect(actionsFor({ kind, isOutside }, finding)).toContain('none')
  })

  it('can be appealed by whom it goes against, and by no one else', () => {
    const against = { finding: 'misquotes', action: 'note' } as const
    const fair = { finding: 'fair_paraphrase', action: 'none' } as const
    expect([mayAppealBy('concerned', against), mayAppealBy('flagger', against)]).toEqual([true, false])
    expect([mayAppealBy('concerned', fair), mayAppealBy('flagger', fair)]).toEqual([false, true])
    expect(mayAppealBy('quoted', against)).toBe(false)
  })

  it('is made by nobody who is part of the case, nor by who judged it before', () => {
    const parties = {
      concernedId: 'ann',
      flaggerIds: ['bob', 'cy'],
      standingIds: ['bob'],
      quotedId: 'dee',
      earlierIds: ['mo'],
    }
    const bars = ['ann', 'cy', 'dee', 'mo', 'moira'].map((id) => barTo(id, false, parties))
    expect(bars).toEqual(['concerned', 'flagger', 'quoted', 'earlier', undefined])
    expect(barTo('moira', true, parties)).toBe('author')
  })
})
