import { noteWords } from '../../ui/note-words.ts'
import { strings as shared } from '../strings.ts'

/** Every word of the dialog for flags; kept apart because it is loaded apart. */
export const strings = {
  ...shared,
  ...noteWords,
  flagHeading: (name: string) => (name ? `Flag the comment by ${name}` : 'Flag this comment'),
  flagWhy: 'What is wrong with it?',
  misrepresents: 'This misrepresents what the story says',
  disagree: 'I simply disagree',
  disagreeWords:
    'That is not a flag: people may disagree here. Say so in a reply, with your reasons, and let readers judge.',
  replyInstead: 'Write a reply',
  flagSignIn: 'Sign in to send a flag. What you choose here stays.',
  close: 'Close',
  paneClaim: 'Select what they wrote',
  paneSource: 'Select what is really said in',
  theStory: 'the story',
  answeredComment: (name: string) => (name ? `the comment it answers, by ${name}` : 'the comment it answers'),
  howToSelect: 'Mark the words with the mouse or a finger, or with Shift and the arrow keys.',
  commentMissing: 'The words of this comment could not be loaded. Close this and try again.',
  storyMissing:
    'The text of this story is not on this server, so its words cannot be looked up here. You can choose an update or the comment it answers, if there is one.',
  selectClaim: 'Nothing selected in the comment yet.',
  selectSource: 'Nothing selected as the original yet.',
  inTheComment: 'the comment',
  inThe: { story: 'the story', update: 'the update', comment: 'the other comment' },
  found: {
    exact: (where: string) => `Found in ${where}.`,
    normalised: (where: string) => `Found in ${where}, with different quotation marks or spacing.`,
    fuzzy: (where: string, score: number | null) =>
      `Found in ${where}, worded a little differently (${Math.floor((score ?? 0) * 100)} % the same).`,
    absent: (where: string) => `Not found in ${where}.`,
  },
  flagType: 'What kind of misrepresentation?',
  choose: 'Choose one',
  flagExplain: 'What is wrong? Moderators read this; it is not public.',
  atLeast: (count: number, least: number) => `${count} of at least ${least} characters`,
  ofAtMost: (count: number, most: number) => `${count} of at most ${most.toLocaleString('en-GB')} characters`,
  needClaim: 'Select the words in the comment that are wrong.',
  needSource: 'Select the original words.',
  tooLong: 'Select at most 1,000 characters.',
  needType: 'Choose the kind of misrepresentation.',
  needWhy: (least: number) => `Say in at least ${least} characters what is wrong.`,
  sendFlag: 'Send flag',
  flagSent: 'Your flag is sent.',
  reference: 'Its reference is',
  flagNext:
    'A moderator will compare the two passages. If the comment misrepresents the story, a note will stand beside it.',
  flagJoined:
    'Others flagged the same words before; your flag joins theirs. A moderator will compare the two passages.',
  flagOffline: 'Not sent: there is no connection. What you chose is kept.',
  flagTooFast: (wait: string) => `Not sent: you have sent several flags in a short time. Try again in ${wait}.`,
} as const
