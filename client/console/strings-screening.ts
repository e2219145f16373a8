import type { ScreeningKind } from './shapes.ts'

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** The words of the rules that comments are checked by before they are shown. */

export const kinds: Record<ScreeningKind, { name: string; hint: string }> = {
  words: {
    name: 'Words and phrases',
    hint: 'Found also in look-alike letters, with figures for letters, or spaced out.',
  },
  pattern: { name: 'Patterns', hint: 'Regular expressions, for what a list of words cannot say.' },
  links: { name: 'Links', hint: 'How many, where to, and by whom.' },
  first_comment: { name: 'First comments', hint: 'Held until one of the person’s comments has appeared.' },
  premoderate: { name: 'Read first', hint: 'Every comment is read before it appears, in the sections you name.' },
  repeats: { name: 'Repeats', hint: 'The same text again, or nearly the same.' },
  flood: { name: 'Many at once', hint: 'More comments by one person than people write in that time.' },
  automation: {
    name: 'Sent by programs',
    hint: 'A field that people do not see was filled in, or the form came back too soon.',
  },
  external: { name: 'Outside check', hint: 'A service of yours is asked about each comment.' },
}

export const screening = {
  title: 'Screening',
  intro:
    'Rules look at a comment before it is shown, and again whenever its writer changes it. They hold it for a moderator, or refuse it and tell its writer why; none deletes anything.',
  exempt: 'Staff, and the author of the story in its thread, are not screened.',
  none: 'No rules yet: every comment appears at once, unless commenting is paused or comments are read first.',
  add: 'Add a rule',
  kind: 'What it looks at',
  start: 'Write the rule',
  edit: 'Change',
  remove: 'Remove',
  removeTitle: (name: string) => `Remove “${name}”? What it holds stays held.`,
  removed: 'The rule is removed.',
  keep: 'Keep it',
  off: 'Off',
  outcomes: { hold: 'holds', refuse: 'refuses' },
  changed: (who: string | null) => (who ? `Changed by ${who}` : 'Changed'),
  everywhere: 'everywhere',
  places: (sections: number, stories: number) =>
    [sections > 0 && counted(sections, 'section', 'sections'), stories > 0 && counted(stories, 'story', 'stories')]
      .filter(Boolean)
      .join(', '),
  lately: (held: number, refused: number) => {
    const parts = [held > 0 && `${held} held`, refused > 0 && `${refused} refused`].filter(Boolean)
    return parts.length > 0 ? `In 30 days: ${parts.join(', ')}.` : 'Caught nothing in 30 days.'
  },
  agreed: (agreed: number, decided: number) => `Moderators agreed with ${agreed} of ${decided} decided.`,

  newTitle: (kind: string) => `New rule: ${kind.toLowerCase()}`,
  editTitle: (name: string) => `Change “${name}”`,
  name: 'Name, for moderators',
  nameMissing: 'Give it a name.',
  isOn: 'The rule is on',
  outcome: 'What becomes of a comment it catches',
  hold: 'Hold it',
  holdHint: 'A moderator reads it before it appears.',
  refuse: 'Refuse it',
  refuseHint: 'Its writer is told why at once, keeps the text, and can change it.',
  houseRule: 'The rule of the site it comes under',
  sections: 'Only in these sections',
  sectionsHint: 'None chosen: in all.',
  storiesKept: (n: number) => `It holds for ${counted(n, 'story', 'stories')} as well, named by a program.`,
  phrases: 'Words and phrases, one a line',
  phrasesHint: 'Whole words, in any language. A star stands for the rest of a word: swindl*',
  mayTell: 'The writer may be told which words were found',
  mayTellHint: 'Otherwise only that there are some. The list itself is never told.',
  patterns: 'Patterns, one a line',
  patternsHint: 'In the syntax of RE2, which takes no longer for a bad pattern. Capitals count as small letters.',
  anyLinks: 'Any number of links',
  most: 'Links allowed',
  blocked: 'Sites that may not be linked to, one a line',
  allowed: 'Sites whose links are not counted, one a line',
  allowedHint: 'Your own sites never are.',
  shorteners: 'Also shortened links, which hide where they lead',
  newcomers: 'Also any link of people without a comment that has appeared',
  hours: 'Hours to look back',
  byAnyone: 'Also when several people send the same',
  floodMost: 'Comments allowed',
  floodMinutes: 'Within so many minutes',
  seconds: 'Seconds a person needs at least',
  url: 'Address',
  urlHint:
    'It is sent the comment, the story, and the name of the writer, signed, and without any e-mail address. It answers with a verdict: allow, hold or refuse. Whenever it is down, slow or answers nonsense, comments are held and none is lost.',
  timeout: 'Milliseconds it has to answer',
  newSecret: 'Sign with a new secret from now on',
  secret: 'The secret that requests are signed with',
  secretOnce: 'It is shown this once. Give it to the service that answers.',
  noted: 'I have kept it',

  dryRun: 'Try it on past comments',
  dryRunning: 'Trying…',
  dryNone: (looked: number) => `Of the last ${looked} comments it would have caught none.`,
  dryCaught: (caught: number, looked: number) => `Of the last ${looked} comments it would have caught ${caught}.`,
  dryCut: 'Time ran out before all were looked at.',
  dryAgreement: (refused: number, published: number) =>
    `Moderators had decided ${refused + published} of them: ${refused} rejected, sent back or removed, ${published} published.`,
  dryUndecided: 'No moderator had to decide about any of them.',
  dryFirst: (n: number) => `The latest ${n}:`,
  dryDecided: { published: 'published by a moderator', refused: 'rejected by a moderator' },
  dryExternal: 'An outside check cannot be tried: past comments are not sent to it.',

  save: 'Save the rule',
  cancel: 'Cancel',
  saved: 'The rule is saved.',
  listMissing: 'Write at least one.',
  urlWrong: 'An address that begins with https:// or http://',

  held: 'Held by',
  under: (rule: string) => `under the rule on ${rule.toLowerCase()}`,
}
