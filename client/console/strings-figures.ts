/** The words of the figures. */

import type { CaseKind } from './shapes.ts'

const number = new Intl.NumberFormat('en-GB')
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', signDisplay: 'exceptZero' })
const share = new Intl.NumberFormat('en-GB', { style: 'percent' })

const count = (n: number) => number.format(n)

export const figures = {
  title: 'Figures',
  ranges: 'Period',
  range: {
    '7': '7 days',
    '30': '30 days',
    '90': '90 days',
    month: 'This month',
    last_month: 'Last month',
    days: 'Other days',
  },
  from: 'First day',
  to: 'Last day',
  show: 'Show',
  wrongDays: 'Choose a first day and a last one that is not before it.',
  section: 'Section',
  allSections: 'All sections',
  ownSections: 'All your sections',
  story: 'Story',
  ofStory: 'Only this story',
  anyStory: 'All stories again',
  compare: 'Compare with the period before',
  print: 'Print',
  clock: (days: string, zone: string) => `${days}, whole days by the clock of ${zone}.`,
  against: (days: string) => `The period before is ${days}.`,
  count,
  before: 'Before',
  beforeIs: (n: number, change: string) => `before ${count(n)}${change && ` (${change})`}`,
  change: (now: number, before: number) =>
    before === 0 || now === before ? '' : percent.format(now / before - 1).replace('-', '−'),
  share: (part: number, whole: number) => (whole === 0 ? '–' : share.format(part / whole)),
  csv: 'Download as CSV',
  csvOf: (what: string) => `Download “${what}” as CSV`,
  asTable: (rows: number) => `These figures as a table, ${rows === 1 ? '1 day' : `${rows} days`}`,
  number: 'Number',
  bar: 'As a bar',
  none: 'Nothing of the kind in this period.',
}

export const plotted = {
  title: 'Comments per day',
  note: 'Counted on the day they were posted, whatever became of them; imported ones on the day they were first posted. Held are those that waited for a moderator or still do, except where their writer deleted them before anybody had read them. Rejected are counted on the day of the rejection, out of the queue; what is removed by a case is among the cases.',
  posted: 'Posted',
  ofThemHeld: 'Of them held',
  held: 'Held',
  rejected: 'Rejected',
  postedBefore: 'Posted in the period before',
  day: 'Day',
  week: 'Seven days to a bar.',
  plot: (what: string, total: number, most: number, when: string) =>
    total === 0 ? `${what}: none.` : `${what}: ${count(total)} together, most on ${when} with ${count(most)}.`,
  plotWeeks: (what: string, total: number, most: number, when: string) =>
    total === 0
      ? `${what}: none.`
      : `${what}: ${count(total)} together, most in the seven days from ${when} with ${count(most)}.`,
  bar: (when: string, posted: number, held: number) => `${when}: ${count(posted)} posted, ${count(held)} held`,
  barRejected: (when: string, rejected: number) => `${when}: ${count(rejected)} rejected`,
}

export const rejections = {
  title: 'Rejected comments by rule',
  note: 'Comments that a moderator rejected out of the queue in this period, by the rule they broke. One that was let through on appeal is not among them any more.',
  rule: 'Rule',
  noRule: 'No rule noted',
}

export const judged = {
  title: 'Cases by finding',
  note: 'Findings that were published in this period; after an appeal each round counts by itself. Rejections out of the queue are not among them, unless they were appealed. Cases that ended without a finding follow below them.',
  opened: (n: number) => (n === 1 ? '1 case was opened by a flag.' : `${count(n)} cases were opened by flags.`),
  openedBefore: (n: number) => `In the period before it was ${count(n)}.`,
  finding: 'Finding',
  ended: {
    closed: 'Ended: closed',
    corrected: 'Ended: corrected by the writer',
    withdrawn: 'Ended: flags withdrawn',
    gone: 'Ended: the comment is gone',
  },
}

export const waits = {
  title: 'Time to decision',
  note: 'From the first flag, or from the appeal, to the decision, second moderator included, of findings published in this period; and for held comments from when they were posted. Half are decided within the median, nine in ten within the 90th percentile.',
  of: 'Decisions on',
  kinds: {
    held: 'Held comments',
    misrepresentation: 'Misrepresentation',
    conduct: 'Conduct',
    illegal: 'Illegal content',
  } satisfies Record<CaseKind | 'held', string>,
  median: 'Median',
  p90: '90th percentile',
  medianBefore: 'Median before',
}

export const suspended = {
  title: 'Pauses and other suspensions',
  note: 'That began in this period, by their reason, slow mode and the like included. Planned goes up to the end that was last set, so a pause that was extended counts with its extension, and one with a review date alone adds nothing. Real goes up to when it ended, or up to now. Threads that age has closed are left out; with a section or a story chosen, so is what was wider.',
  reason: 'Reason',
  planned: 'Planned',
  real: 'Real',
  running: 'Still on',
}

export const reached = {
  title: 'Reach of findings and clarifications',
  note: 'People beyond those in the case who were told in this period that a finding or an update was published, counted once for each, and how many of them have read it by now.',
  what: 'What',
  kinds: { finding: 'Findings', clarification: 'Updates' },
  number: 'Told of',
  told: 'People told',
  read: 'Read',
  share: 'Share',
}
