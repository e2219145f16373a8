import type * as z from 'zod'
import type { Action } from '../../../server/contract/findings.ts'

type Done = Record<z.output<typeof Action>, string>

const doneToYours: Done = {
  none: 'Nothing was done to your comment; the finding is on record.',
  note: 'A note with this finding stands beside your comment.',
  ask_edit: 'You are asked to correct your comment. A note with this finding stands beside it.',
  collapse: 'Your comment is folded behind a note with this finding. Readers can still open it.',
  remove: 'Your comment is not shown to others. Replies to it stay.',
  statement: 'A statement on the post is published under the story.',
}

const doneToTheirs: Done = {
  none: 'Nothing was done to the comment; the finding is on record.',
  note: 'A note with this finding stands beside the comment.',
  ask_edit: 'The writer is asked to correct the comment. A note with this finding stands beside it.',
  collapse: 'The comment is folded behind a note with this finding. Readers can still open it.',
  remove: 'The comment was removed. Replies to it stay.',
  statement: 'A statement on the post is published under the story.',
}

/** Every word of a case as its people see it; kept apart because it is loaded apart. */
export const strings = {
  doneTo: { yours: doneToYours, theirs: doneToTheirs },
  close: 'Close',
  tryAgain: 'Try again',
  loading: 'Loading…',
  signInCase: 'Sign in to see this case. What you write here is kept in this browser.',
  signInCases: 'Sign in to see your cases.',
  notYours: 'There is no such case, or it is not one of yours.',
  notLoaded: 'This could not be loaded. There may be no connection.',

  // The list
  myCases: 'My cases',
  oneCase: 'A case',
  allCases: 'All my cases',
  noCases: 'You are not part of any case.',
  noCasesWhy: 'Cases are about comments that were flagged. What you flag, and what others flag of yours, stands here.',
  moreCases: 'Older cases',
  openThis: (reference: string) => `Open ${reference}`,
  parts: { concerned: 'You wrote the comment', flagger: 'You flagged it', quoted: 'You are quoted' },
  flaggedPost: 'You reported the post',

  // How far it is
  flagStanding: (upheld: number, denied: number, weight: number) =>
    `Of your flags in the last 180 days ${upheld} ${upheld === 1 ? 'was' : 'were'} upheld and ${denied} ${denied === 1 ? 'was' : 'were'} not. So one of yours counts ${weight.toLocaleString('en-GB')} times one from somebody unknown, in the order in which moderators look.`,
  heading: {
    concerned: 'About your comment',
    flagger: 'What you flagged',
    quoted: 'Words of yours that were quoted',
  },
  caseOn: 'On the story',
  open: 'A moderator looks at it. Nothing is decided.',
  waitsForYou: 'It waits for your answer. Nothing is decided.',
  waitsForWriter: 'The writer has been asked to answer first. Nothing is decided.',
  decided: (finding: string) => `Decided: “${finding}”.`,
  closed: (finding: string) => `Closed: “${finding}”.`,
  closedBare: 'Closed.',
  appealed: 'Under appeal: another moderator looks at it again.',
  corrected: { yours: 'Ended: you corrected the comment.', theirs: 'Ended: the writer corrected the comment.' },
  withdrawn: 'Ended: it was withdrawn.',
  gone: 'Ended: the comment is gone.',
  answerUntil: (time: string) => `You can answer until ${time}.`,
  canStillAnswer: 'You can still answer, until a moderator decides.',
  appealUntil: (time: string) => `You can appeal until ${time}.`,
  canWithdraw: 'You can take your flag back.',

  // Before a finding
  alleged: 'What is alleged',
  wasAlleged: 'What was alleged',
  allegedNobody: 'A moderator wrote this after reading what readers flagged.',
  youWrote: 'You wrote',
  yourWords: 'Your words',
  post: 'The post',
  goToComment: 'Go to the comment',
  next: 'What happens next',
  nextAnswer: 'You can answer, or correct the comment. You need do neither.',
  nextDecide: 'A moderator compares both passages, reads your answer, and decides.',
  nextTold: 'You are told what was decided and why. You can appeal once; another moderator then decides.',
  timeLeft: (left: string) => `${left} left`,
  until: (time: string) => `until ${time}`,
  timeIsUp: 'The time to answer has passed.',
  yourAnswer: 'Your answer',
  answerHint: 'Published beside the finding, if there is one.',
  ofAtMost: (count: number, most: number) =>
    `${count.toLocaleString('en-GB')} of at most ${most.toLocaleString('en-GB')} characters`,
  atLeast: (count: number, least: number) => `${count} of at least ${least} characters`,
  sendAnswer: 'Send the answer',
  sending: 'Sending…',
  willNot: 'I will not answer',
  willNotAsk: 'A finding can then be made at once, and you cannot answer later. Send no answer?',
  willNotYes: 'Send no answer',
  willNotNo: 'Keep my time',
  correct: 'Correct the comment',
  correctHint: 'If the words concerned are gone before a finding, the case ends without one.',
  correctNow: 'When the words concerned are gone, the note says that you corrected it.',
  answered: 'You answered:',
  answeredNext: 'It is published beside the finding, if there is one.',
  answerSent: 'Your answer is sent.',
  waived: 'You said that you will not answer.',
  nothingWritten: 'There is nothing to send yet.',
  tooShort: (least: number) => `Say in at least ${least} characters what is wrong.`,
  tooLong: (over: number) => `${over} characters too many.`,
  notSentOffline: 'Not sent: there is no connection. What you wrote is kept.',
  notSent: (detail: string) => `Not sent. ${detail} What you wrote is kept.`,
  tooFast: (wait: string) =>
    `Not sent: a lot came from here in a short time. Try again in ${wait}. What you wrote is kept.`,
  movedOn: 'The case has moved on meanwhile; this is how it stands now.',
  notSentText: 'What you had written and was not sent:',
  restored: 'This is what you wrote last time.',
  discard: 'Discard it',

  // The statement of reasons
  reasons: 'The decision, and why',
  what: 'What was decided',
  rule: 'The rule',
  noRule: 'No rule is found broken.',
  words: 'The words concerned',
  wholeComment: 'The whole comment.',
  why: 'Why',
  done: 'What was done',
  whoDecided: 'Who decided',
  moderator: 'A moderator.',
  second: 'A moderator, confirmed by a second one.',
  notAutomated: 'No automated means were used.',
  heldByRule: 'A rule of the site had held the comment, by itself, until a moderator read it.',
  notLetThrough: { yours: 'Your comment is not published.', theirs: 'The comment is not published.' },
  when: 'When',
  redress: 'If you do not agree',
  noAppeal: 'No appeal is possible any more.',
  noAppealFor: 'There is no appeal against this decision.',
  publicPage: 'The public page of this case',

  // The appeal
  appealHow: (time: string) =>
    `You can appeal once, until ${time}. Another moderator, who has not judged it before, decides. Until then what was done stands.`,
  appealHowBare:
    'You can appeal once. Another moderator, who has not judged it before, decides. Until then what was done stands.',
  yourAppeal: 'Why the decision is wrong',
  appealHint: 'Read by moderators only.',
  sendAppeal: 'Send the appeal',
  appealSent: 'Your appeal is sent.',
  appealedOn: (day: string) => `You appealed on ${day}:`,
  appealNext: 'Another moderator looks at it. You are told what comes of it.',

  // The flag
  takeBack: 'Take the flag back',
  takeBackAsk: 'If nobody else flagged it, the case then ends. Take your flag back?',
  takeBackYes: 'Take it back',
  takeBackNo: 'Leave it',
  takenBack: 'Your flag is taken back.',
} as const
