import type * as z from 'zod'
import type { RuleCode } from '../../db/tables.ts'
import type { Rule } from '../contract/findings.ts'
import type { Settings } from '../sites/settings.ts'

type RuleShape = z.output<typeof Rule>

/** What holds until the owner puts it in the site's own words. */
const delivered: Record<RuleCode, Omit<RuleShape, 'code'>> = {
  misrepresentation: {
    title: 'Misrepresentation',
    words: 'Do not say that a story or another person said what they did not. Quote them as they said it.',
  },
  spam: { title: 'Spam', words: 'No advertising, and no posting of the same thing over and over.' },
  abuse: {
    title: 'Abuse',
    words: 'No insults, threats or harassment, and no hatred against people for what they are.',
  },
  off_topic: { title: 'Off topic', words: 'Stay with the story and with what others have said about it.' },
  privacy: { title: 'Privacy', words: 'Do not publish what is private about others, such as addresses or health.' },
  illegal: { title: 'Illegal content', words: 'Nothing that it is against the law to publish.' },
  other: { title: 'Other rules', words: 'Keep to the rules of this site.' },
}

/** The site's rules, each in the owner's words where there are any. */
export function houseRules({ rules }: Pick<Settings, 'rules'>): RuleShape[] {
  return (Object.keys(delivered) as RuleCode[]).map((code) => ({
    code,
    title: delivered[code].title,
    words: rules[code] ?? delivered[code].words,
  }))
}
