/** The words of heat, and of the owner's settings. */

export const heat = {
  title: 'Heat',
  none: 'No story had comments, flags or rejections within the last hour.',
  limits: (comments: number, flags: number, rejections: number) =>
    `A story counts as heated from ${comments} comments, ${flags === 1 ? '1 flag' : `${flags} flags`} or ${rejections === 1 ? '1 rejection' : `${rejections} rejections`} within an hour on.`,
  automaticOff: 'Nothing is paused by itself: automatic pause is off.',
  automaticOn: (minutes: number) =>
    `Automatic pause is on: a heated story is paused for ${minutes} minutes by itself, and the notice says so.`,
  change: 'Change in settings',
  column: {
    story: 'Story',
    hours: 'Comments in 12 hours',
    comments: 'Comments',
    flags: 'Flags',
    rejections: 'Rejected',
    state: 'Commenting',
    acts: 'Proposal',
  },
  lastHour: 'within the last hour',
  spark: (title: string, hours: readonly number[]) =>
    `${title}: comments in each of the last twelve hours, the present one last: ${hours.join(', ')}.`,
  over: {
    comments: (n: number, limit: number) => `${n} comments, the limit is ${limit}`,
    flags: (n: number, limit: number) => `${n === 1 ? '1 flag' : `${n} flags`}, the limit is ${limit}`,
    rejections: (n: number, limit: number) => `${n === 1 ? '1 rejection' : `${n} rejections`}, the limit is ${limit}`,
  },
  hot: 'Heated now',
  hotCount: (n: number) => (n === 1 ? 'One story is heated' : `${n} stories are heated`),
  propose: 'Pause for 30 minutes…',
  proposeFor: (title: string) => `Pause “${title}” for 30 minutes…`,
  standing: 'Paused by themselves',
  standingHint: 'Automatic pauses end by themselves. Give one more time if it is needed, or end it.',
  byNow: (at: string) => `As of ${at}.`,
}

export const settings = {
  title: 'Settings',
  timeZone: 'Time zone',
  timeZoneHint: 'Of the whole site: schedules keep its clock. An IANA name, such as Europe/Dublin.',
  timeZoneWrong: 'Choose a time zone from the list, such as Europe/Dublin.',
  clockNow: (time: string) => `There it is ${time} now.`,
  heatTitle: 'When a story counts as heated',
  heatHint: 'Within an hour. Any one of them is enough.',
  comments: 'Comments',
  flags: 'Flags',
  rejections: 'Rejected comments',
  automaticTitle: 'Automatic pause',
  automatic: 'Pause a heated story by itself',
  automaticHint: 'The notice says that it began by itself. It is never longer than 60 minutes.',
  minutes: 'For how many minutes',
  endTitle: 'When a pause ends',
  openFlagLimit: 'Open flags from which a pause is extended once by itself',
  releaseCount: 'Comments published at a time after reopening',
  releaseEvery: 'Seconds between one lot and the next',
  casesTitle: 'Flags and cases',
  flagsPerDay: 'Flags of one person within a day',
  dueHours: 'Hours in which a case is due',
  replyHours: 'Hours to answer before a finding',
  appealDays: 'Days for an appeal after a finding',
  rulesTitle: 'Rules of the site',
  rulesHint:
    'Flags are judged by these, and statements of reasons quote them. A field left empty holds what stands in it in grey.',
  linksTitle: 'Links to posts elsewhere',
  links: 'Ask once a day whether posts that were judged are still there',
  linksHint:
    'This server then sends the other site a request for the head of the page, never its content, and never to a private address. The other site can see that it asks. Off: nothing outside is asked.',
  range: (min: number, max: number) => `A whole number from ${min} to ${max.toLocaleString('en-GB')}.`,
  save: 'Save settings',
  saved: 'The settings are saved.',
  same: 'Nothing has been changed.',
}
