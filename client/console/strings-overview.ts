/** The words of the view of all pauses: the picture, the tables, the schedules. */

export const overview = {
  title: 'Pauses',
  tabs: 'Pauses and heat',
  standing: 'All pauses',
  heat: 'Heat',
  create: 'New pause',
  newTitle: 'New pause',
  none: 'Nothing is paused, planned or scheduled.',
  noneRunning: 'Nothing is paused or planned.',
  now: 'Now and planned',
  ended: 'Ended within the last week',
  noneEnded: 'Nothing ended within the last week.',
  overdue: (n: number) => (n === 1 ? 'One pause is past its review date' : `${n} pauses are past their review dates`),
  overdueText: 'Readers are told so in the notice. Reopen, or set a new date.',
  overdueSince: (time: string) => `since ${time}`,
  extended: (n: number) => (n === 1 ? 'One pause was extended by itself' : `${n} pauses were extended by themselves`),
  extendedText: 'Flags were still open when it was to end. Decide them, extend it or reopen: it does not extend again.',
  extendedUntil: (time: string) => `until ${time}`,
  column: { where: 'Where', what: 'What', when: 'When', why: 'Why', acts: 'Actions' },
  requests: (n: number) => (n === 1 ? '1 asks for reopening' : `${n} ask for reopening`),
  automatic: 'Automatic',
  bySchedule: 'By schedule',
  byScheduleSaid: 'A schedule makes it.',
  byHeatSaid: 'It began by itself, because the story was heated.',
  lasted: (planned: string, real: string) => `Planned ${planned}, lasted ${real}`,
  openEnded: 'no end',
  cancelled: 'Cancelled before it began',
}

export const timeline = {
  title: 'Pauses on a time line',
  range: 'How far ahead',
  day: '24 hours',
  week: '7 days',
  now: 'Now',
  zone: (zone: string) => `Times are yours, ${zone}.`,
  siteZone: (zone: string) => `Schedules keep the site’s clock, ${zone}.`,
  point: 'Point at a bar, or go to it with Tab, to read it here. Pressing it leads to what can be done.',
  legend: 'What the bars mean',
  kinds: {
    running: 'Running',
    planned: 'Planned',
    overdue: 'Review overdue',
    schedule: 'Every week',
    ended: 'Ended',
  },
  milder: 'Thin bars: readers can still write.',
  fades: 'Bars without an end fade out at their review.',
  overdueWord: 'Review overdue',
  bar: (where: string, name: string, times: string) => `${where}: ${name.toLowerCase()} ${times}`,
  untilSince: (to: string, from: string) => `until ${to}, since ${from}`,
  fromUntil: (from: string, to: string) => `${from} to ${to}`,
  fromReview: (from: string, to: string) => `from ${from}, to be reviewed by ${to}`,
  fromOverdue: (from: string, to: string) => `since ${from}, review overdue since ${to}`,
  fromOn: (from: string) => `from ${from} on`,
  follows: 'It follows what stands before it.',
  every: 'It comes every week.',
}

const DAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const LONG_DAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** “every day”, “Mon to Fri”, “Mon, Wed and Sat”. */
function daysWords(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b)
  const [first = 1, last = 1] = [sorted[0], sorted.at(-1)]
  if (sorted.length === 7) return 'Every day'
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${DAYS[first]} to ${DAYS[last]}`
  const names = sorted.map((day) => DAYS[day] ?? '')
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

export const schedules = {
  title: 'Schedules',
  none: 'No schedule. One can pause every night, or close stories when they are old.',
  create: 'New schedule',
  newTitle: 'New schedule',
  kind: 'What kind',
  kinds: { weekly: 'Every week', age: 'By age' },
  kindsMean: {
    weekly: 'At the same times each week.',
    age: 'From so many days after a story was published.',
  },
  days: 'On',
  dayNames: LONG_DAYS,
  shortDays: DAYS,
  daysMissing: 'Choose at least one day.',
  from: 'From',
  until: 'Until',
  timeMissing: 'Give both times.',
  same: 'From and until are the same: it holds for 24 hours.',
  zone: (zone: string) => `By the clock of the site, ${zone}. Summer time is taken into account.`,
  afterDays: 'Days after publication',
  afterDaysWrong: 'A whole number of days, from 1 to 3,650.',
  weekly: (days: readonly number[], from: string, until: string) =>
    `${daysWords(days)}, ${from} to ${until}${until <= from ? ' the next day' : ''}`,
  age: (n: number) => (n === 1 ? '1 day after publication' : `${n} days after publication`),
  will: (where: string, name: string, when: string) => `${where}: ${name.toLowerCase()} ${when}.`,
  on: {
    site: 'All stories of the site',
    section: (section: string) => `All stories in ${section}`,
    story: 'This story',
  },
  next: (time: string) => `Next: ${time}`,
  holds: (time: string) => `Holds now, until ${time}`,
  override: 'A moderator can keep a single story open against it, on the desk of that story.',
  make: 'Make the schedule',
  made: 'The schedule is made.',
  stop: 'Stop',
  stopTitle: 'Stop this schedule?',
  stopText: 'What it has begun ends too. The log keeps what it did.',
  stopConfirm: 'Stop it',
  keep: 'Leave it as it is',
  stopped: 'The schedule is stopped.',
  gone: 'It had been stopped already.',
}
