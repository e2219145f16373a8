import type * as z from 'zod'
import type { Finding, RuleCode } from '../../server/contract/findings.ts'
import type { MisrepresentationType } from '../../server/contract/flags.ts'
import type { SourceKind } from '../../server/contract/quotations.ts'

export const misrepresentationNames: Record<z.output<typeof MisrepresentationType>, string> = {
  misquoted: 'Misquoted',
  out_of_context: 'Out of context',
  overstated: 'Overstated',
  wrongly_attributed: 'Wrongly attributed',
  invented: 'Invented',
  overtaken: 'Overtaken by an update',
  other: 'Something else',
}

/** The site's rules, and what a comment can be flagged for. */
export const ruleNames: Record<z.output<typeof RuleCode>, string> = {
  misrepresentation: 'Misrepresentation',
  spam: 'Spam',
  abuse: 'Abuse',
  off_topic: 'Off topic',
  privacy: 'Privacy',
  illegal: 'Illegal content',
  other: 'Something else',
}

export const findingNames: Record<z.output<typeof Finding>, string> = {
  fair_paraphrase: 'Fair paraphrase',
  lacks_context: 'Lacks context',
  overstates: 'Overstates',
  misquotes: 'Misquotes',
  wrongly_attributes: 'Wrongly attributes',
  invented: 'Invented',
  overtaken: 'Overtaken by an update',
  breaks_rules: 'Breaks the rules',
  within_rules: 'Within the rules',
  cannot_be_settled: 'Cannot be settled',
}

const sourceNames: Record<z.output<typeof SourceKind>, string> = {
  story: 'the story',
  comment: 'the other comment',
  update: 'the update',
}

/** The finding as one plain sentence about the comment, or about a post on another site. */
export function findingSentence(
  finding: z.output<typeof Finding>,
  source: z.output<typeof SourceKind> | null,
  subject: 'comment' | 'post' = 'comment',
): string {
  const it = source === 'comment' && subject === 'post' ? 'the comment' : sourceNames[source ?? 'story']
  const sentences: Record<z.output<typeof Finding>, string> = {
    fair_paraphrase: `This ${subject} puts ${it} fairly in other words.`,
    lacks_context: `This ${subject} leaves out context that ${it} gives.`,
    overstates: `This ${subject} says more than ${it} does.`,
    misquotes: `This ${subject} misquotes ${it}.`,
    wrongly_attributes: `This ${subject} names the wrong source for what ${it} says.`,
    invented: `${it[0]?.toUpperCase()}${it.slice(1)} does not say what this ${subject} says it does.`,
    overtaken: `This ${subject} was right when it was written; an update has changed the facts since.`,
    breaks_rules: `This ${subject} breaks a rule of the site.`,
    within_rules: `This ${subject} keeps to the rules of the site.`,
    cannot_be_settled: `Whether this ${subject} fits ${it} cannot be settled.`,
  }
  return sentences[finding]
}

/** What a note beside a comment says around the finding. */
export const noteWords = {
  note: 'Note',
  noteOn: 'Note on this comment',
  olderNote: 'Earlier note',
  saysGone: 'Its writer has deleted these words since.',
  theyWrote: 'They wrote',
  itSays: { story: 'The story says', update: 'The update says', comment: 'The other comment says' },
  noteUpdate: (number: number) => `Answered in UPDATE ${number}`,
  sourceChanged: {
    story: 'The story has been changed since; this is what it said.',
    update: 'The update has been changed since; this is what it said.',
    comment: 'The other comment has been changed since; this is what it said.',
  },
  asked: 'The writer has been asked to correct this.',
  corrected: (day: string) => `Corrected by its writer on ${day}: these words are no longer in the comment.`,
  isCorrected: (day: string) => `Corrected by its writer on ${day}.`,
  appealed: 'Under appeal: another moderator looks at it again.',
  itsWriter: 'Its writer',
  answered: 'answered:',
  authorAnswered: 'The story’s author answered:',
  caseLink: 'How this was decided',
} as const
