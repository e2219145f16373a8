import type * as z from 'zod'
import type { RuleCode } from '../../../server/contract/findings.ts'
import type { MisrepresentationType } from '../../../server/contract/flags.ts'
import { noteWords, ruleNames } from '../../ui/note-words.ts'
import { strings as shared } from '../strings.ts'

type Kind = z.output<typeof RuleCode>

/** What a comment can be flagged for, in the order in which it is offered. */
export const kindTitles: Record<Kind, string> = {
  ...ruleNames,
  misrepresentation: 'It misrepresents what the story or somebody said',
}

/** What is asked beside the choice. */
export const whyLabels: Record<Kind, string> = {
  misrepresentation: 'What is wrong?',
  spam: 'Anything a moderator should know? (optional)',
  abuse: 'Anything a moderator should know? (optional)',
  off_topic: 'Anything a moderator should know? (optional)',
  privacy: 'What is private in it, and about whom?',
  illegal: 'Why is it illegal?',
  other: 'What is wrong with it?',
}

/** Each kind of misrepresentation in a line; in the order in which they are offered. */
export const typeMeanings: Record<z.output<typeof MisrepresentationType>, string> = {
  misquoted: 'It gives other words than those that stand there.',
  out_of_context: 'The words are right; what stands around them changes what they mean.',
  overstated: 'It says more, or is surer, than what stands there.',
  wrongly_attributed: 'Somebody else said it, or it stands somewhere else.',
  invented: 'Nobody said it: nothing like it stands there.',
  overtaken: 'It was right once; an update has changed it since.',
  other: 'None of these: say below what.',
}

/** Every word of the dialog for flags; kept apart because it is loaded apart. */
export const strings = {
  ...shared,
  ...noteWords,
  flagHeading: (name: string) => (name ? `Flag the comment by ${name}` : 'Flag this comment'),
  flagWhy: 'What is wrong with it?',
  chooseAgain: 'Choose again',
  disagree: 'I simply disagree',
  disagreeLine: 'Not a flag: answer it in a reply.',
  disagreeWords: 'That is not a flag: people may disagree here. Say so in a reply, with your reasons.',
  replyInstead: 'Write a reply',
  outsideAsk: 'Seen the story misrepresented on another site?',
  outsideOpen: 'Report that post',
  flagSignIn: 'Sign in to send it. What you fill in here stays.',
  close: 'Close',
  back: 'Back',

  // The two quotations
  paneClaim: 'Select what they wrote',
  paneSource: 'Select what is really said in',
  theStory: 'the story',
  answeredComment: (name: string) => (name ? `the comment it answers, by ${name}` : 'the comment it answers'),
  commentBy: (name: string) => (name ? `the comment by ${name}` : 'another comment'),
  anotherComment: 'Another comment…',
  searchComments: 'Find a comment by name or words',
  commentsFound: 'Comments of this thread',
  countFound: (count: number) =>
    count === 0
      ? 'No loaded comment has these words.'
      : `${count} ${count === 1 ? 'comment' : 'comments'}, newest first`,
  howToSelect: 'Select the words with the mouse or a finger, or with Shift and the arrow keys.',
  commentMissing: 'The words of this comment could not be loaded. Close this and try again.',
  sourceMissing: 'The words of this comment could not be loaded. Choose another text.',
  storyMissing:
    'The text of this story is not on this server, so its words cannot be looked up. Choose an update or a comment above; or type the words, and a moderator will look for them.',
  wordsNotThere: 'The words are not in there',
  typeWords: 'Type the words',
  selectWords: 'Select them in the text instead',
  howToType: 'Type or paste the words that are said to stand there.',
  selectClaim: 'Nothing selected here yet.',
  selectSource: 'Nothing selected as the original yet.',
  typeSource: 'Nothing typed yet.',
  inTheComment: 'the comment',
  inThe: { story: 'the story', update: 'the update', comment: 'the other comment' },
  saidToStand: {
    story: 'Said to stand in the story',
    update: 'Said to stand in the update',
    comment: 'Said to stand in the other comment',
  },
  found: {
    exact: (where: string) => `Found in ${where}.`,
    normalised: (where: string) => `Found in ${where}, with different quotation marks or spacing.`,
    fuzzy: (where: string, score: number | null) =>
      `Found in ${where}, worded a little differently (${Math.floor((score ?? 0) * 100)} % the same).`,
    absent: (where: string) => `Not found in ${where}.`,
  },
  flagType: 'What kind of misrepresentation?',
  onlyInvented: 'Words that are not found can only be invented or wrongly attributed.',

  // Explanations
  moderatorsOnly: 'Only moderators read this.',
  atLeast: (count: number, least: number) => `${count} of at least ${least} characters`,
  ofAtMost: (count: number, most: number) => `${count} of at most ${most.toLocaleString('en-GB')} characters`,
  needClaim: 'Select the words that are wrong.',
  needSource: 'Select the original words.',
  tooLong: 'At most 1,000 characters can be quoted.',
  needType: 'Choose the kind of misrepresentation.',
  needOtherType: 'The original words are not found: choose invented or wrongly attributed, or other words.',
  needWhy: (least: number) => `Say in at least ${least} characters what is wrong.`,

  // Illegal content
  lawLabel: 'Law or right concerned (optional)',
  lawHint: 'As far as you know it: copyright, defamation, a section of a law.',
  lawTooLong: (most: number) => `The law can have ${most} characters at most.`,
  goodFaith: 'I believe in good faith that what I say here is accurate and complete.',
  needGoodFaith: 'Confirm that you believe it to be accurate and complete.',
  thenHeading: 'What happens then',
  thenIllegal: [
    'A moderator decides, not a machine. Your name is not told to whoever wrote the comment.',
    'You are told the decision and why.',
    'You can appeal it once; another moderator decides then.',
  ],

  // Limits
  barredUntil: 'You cannot flag until',
  coolDown: (because: readonly string[]) =>
    `Your last flags were found to be unfounded (${because.join(', ')}). You can appeal those findings, and you can always say in a comment what is wrong.`,
  illegalStill: 'What is against the law you can report all the same.',
  noneLeft: (perDay: number) => {
    const sent = perDay === 1 ? 'the one flag' : `${perDay > 0 ? `the ${perDay}` : 'all the'} flags`
    return `You have sent ${sent} that a person can send in a day. You can always say in a comment what is wrong.`
  },
  flagsLeft: (left: number, perDay: number) => `${left} of ${perDay} flags left today`,

  // Sending
  sendFlag: 'Send flag',
  sendNotice: 'Send notice',
  flagSent: 'Your flag is sent.',
  reference: 'Its reference is',
  nextFor: (kind: Kind | 'disagree' | null, joined: boolean) => {
    const isQuoted = kind === 'misrepresentation'
    const others = isQuoted ? 'the same words' : 'this comment'
    const first = joined ? `Others flagged ${others} before; your flag joins theirs. ` : ''
    return `${first}${
      isQuoted
        ? 'A moderator will compare the two passages. If the comment misrepresents what was said, a note will stand beside it.'
        : 'A moderator will look at it.'
    } You will be told what is decided and why. “My cases” shows how far it is.`
  },
  flagOffline: 'Not sent: there is no connection. What you filled in is kept.',
  flagKept: 'Not sent. What you filled in is kept.',
  flagTooFast: (wait: string) => `Not sent: you have sent several flags in a short time. Try again in ${wait}.`,
} as const
