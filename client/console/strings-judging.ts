import type { Action, CaseKind, Finding, RuleCode, SourceKind, StaffView } from './shapes.ts'

/** The words for what is done with a case: taking it, asking, deciding. */

const about: Record<SourceKind, string> = { story: 'the story', comment: 'the other comment', update: 'the update' }

export const findingMeanings: Record<Finding, string> = {
  fair_paraphrase: 'Other words, same sense.',
  lacks_context: 'The words are right; what was left out changes their sense.',
  overstates: 'Says more, or says it more firmly, than the source.',
  misquotes: 'Given as a quotation, but the words differ.',
  wrongly_attributes: 'Said by somebody else than it claims.',
  invented: 'Nothing of the kind stands in the source.',
  overtaken: 'True of what stood there before; the story has changed.',
  breaks_rules: 'Name the rule and say where.',
  within_rules: 'It may be unwelcome; it breaks no rule.',
  cannot_be_settled: 'What is known does not decide it.',
}

export const actions: Record<Action, { name: string; meaning: string }> = {
  none: { name: 'Record only', meaning: 'The finding goes into the public log; readers of the thread see nothing.' },
  note: { name: 'Note beside the comment', meaning: 'Readers see the finding and both quotations, with your words.' },
  ask_edit: { name: 'Note, and ask for a correction', meaning: 'The writer is asked to edit; the note says so.' },
  collapse: { name: 'Fold the comment', meaning: 'Readers see a line and your words, and can unfold it.' },
  remove: { name: 'Remove', meaning: 'A line with the rule stands in its place. An appeal can bring it back.' },
  statement: { name: 'Public statement', meaning: 'Listed under the story as a post elsewhere that was checked.' },
}

/** Where it differs for a case that is not about a quotation. */
export const conductMeanings: Partial<Record<Action, string>> = {
  none: 'Nothing changes for readers.',
  ask_edit: 'The writer is asked to edit; a note says so.',
  collapse: 'Readers see a line and your words, and can unfold it.',
  remove: 'At once: a line with the rule stands in its place. Undo brings it back.',
}

export const standing = {
  due: (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
  title: 'Where it stands',
  stages: {
    flagged: 'Flagged',
    review: 'Review',
    reply: 'Reply',
    finding: 'Finding',
    published: 'Published',
    told: 'Told',
  },
  round: (n: number) => `Appeal, round ${n}`,
  submitted: 'New: nobody has it in hand.',
  free: 'Nobody has it in hand.',
  mine: 'You have it in hand.',
  theirs: (name: string) => `${name} has it in hand.`,
  review: 'In review.',
  waiting: (name: string) => `${name} was asked for a reply.`,
  until: (time: string, left: string) => `Until ${time}, ${left} left.`,
  timeOver: 'The time for it is over.',
  seconding: (finding: string) => `Finding: ${finding}. It waits for a second moderator.`,
  decided: (finding: string) => `Finding: ${finding}. Nobody has been told yet.`,
  published: (finding: string) => `Finding: ${finding}. It is public.`,
  settled: (finding: string) => `Finding: ${finding}. The people in the case were told.`,
  appealUntil: (time: string) => `It can be appealed until ${time}.`,
  closed: (finding: string) => `Closed. Finding: ${finding}.`,
  appealed: 'Appealed: to be judged again by another moderator.',
  corrected: 'Its writer has edited the words away, so there is nothing to find.',
  withdrawn: 'Everybody who flagged it took the flag back.',
  gone: 'The comment is gone.',
  endedBySelf: 'It ended by itself; nothing is left to do.',
  next: {
    take: 'Take it, so that others see that you are on it.',
    takeOver: (name: string) => `${name} is on it. If you take it over, they see that you did.`,
    review: 'Read both texts, then begin the review.',
    reviewOne: 'Read the comment, then begin the review.',
    ask: 'Ask for a reply, unless your finding will be in their favour.',
    wait: 'Nothing is to be done until they answer or the time is over. A finding in their favour can be made now.',
    decide: 'Decide.',
    decideReplied: 'They have answered. Decide.',
    decideWaived: 'They will not answer. Decide.',
    decideLapsed: 'They have not answered in time. Decide.',
    secondOwn: 'You made this finding, so somebody else confirms it. You can undo it.',
    second: 'Read it as if it were your own: confirm it, or say why not.',
    undo: 'It can be undone until then.',
    theirs: 'Whoever made it can undo it until then.',
    appeal: 'Take it: whoever judged it before cannot.',
    none: 'Nothing is to be done.',
    reopen: 'Open it again only if the correction did not mend it.',
  },
  changed: 'This case has changed since you opened it.',
  putAway: 'I have seen it',
  last: 'Last step:',
  refused: 'Nothing of yours was done.',
}

export const acts = {
  take: 'Take this case',
  takeOver: (name: string) => `Take over from ${name}`,
  release: 'Lay it down',
  review: 'Begin review',
  ask: 'Ask for a reply',
  decide: 'Decide',
  undo: 'Undo',
  publish: 'Publish now',
  publishIn: (clock: string) => `Published in ${clock} unless undone.`,
  publishSoon: 'Being published.',
  /** Of cases that are never public: the people in them are told. */
  tell: 'Tell them now',
  tellIn: (clock: string) => `The people in the case are told in ${clock} unless undone.`,
  tellSoon: 'They are being told.',
  second: 'Confirm the finding',
  decline: 'Do not confirm…',
  declineTitle: 'Why not?',
  declineHint: 'Kept as a note for moderators. The case goes back into review.',
  declineConfirm: 'Send it back',
  reopen: 'Open it again…',
  reopenTitle: 'Why did the correction not mend it?',
  reopenHint: 'Kept as a note for moderators.',
  reopenConfirm: 'Open it again',
  leave: 'Leave it',
  reasonMissing: 'Say why, in a few words.',
  said: {
    take: 'You have it in hand.',
    release: 'It is laid down; anybody can take it.',
    begin_review: 'The review has begun.',
    second: 'Confirmed. It takes ten minutes more, in which it can be undone.',
    decline: 'Sent back into review, with your reason.',
    undo: 'Undone. Nobody was told.',
    publish: 'The people concerned are told.',
    ask_reply: 'They are asked. You see their reply here.',
    reopen: 'Open again, in review.',
    mark_staff: 'Noted.',
  },
}

export const staffMark = {
  label: 'It criticises the site’s own staff',
  marked: 'Marked as criticising the site’s own staff: a finding against it needs a second moderator.',
  why: 'Then a finding against it needs a second moderator, so that nobody here judges their critics alone.',
  locked: {
    flagged_by_staff: 'Somebody of the staff, or the story’s author, flagged it',
    staff_words: 'The words quoted are a staff member’s',
  } satisfies Partial<Record<NonNullable<StaffView['staffConcern']>, string>>,
  lockedHint: 'A finding against it needs a second moderator. This follows from the flag and cannot be unmarked.',
}

export const bars: Record<NonNullable<StaffView['bar']>, string> = {
  author: 'You wrote the story, so another moderator judges this case.',
  concerned: 'You wrote what was flagged, so another moderator judges this case.',
  flagger: 'You flagged this yourself, so another moderator judges it.',
  quoted: 'It is about your own words, so another moderator judges this case.',
  earlier: 'You judged this case before its appeal, so another moderator judges it now.',
}
export const barHides =
  'You are part of this case, so you are not shown who flagged it, what they wrote, what the people in it did before, or moderators’ notes.'
export const barHint = 'You can read it, and leave a note for whoever does.'

export const asking = {
  title: (name: string) => `Ask ${name} for a reply`,
  hint: 'They see your words and both quotations. They do not see who flagged it, how many did, or what those wrote.',
  allegation: 'What is alleged',
  allegationHint: 'To them, in your own neutral words.',
  hours: 'Time to answer',
  hourChoice: (hours: number) => (hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`),
  preview: 'What they will be sent',
  send: (name: string) => `Send to ${name}`,
  youWrote: 'You wrote',
  sentUnder: (reference: string) => `You are asked for a reply, case ${reference}`,
  sentComment: 'Your comment, under',
  sentUntil: (hours: string) =>
    `You have ${hours} to answer. Your answer is published beside the finding, if there is one. You can also say that you will not answer.`,
  /** In words that belong to nobody who flagged. */
  neutral: {
    misquoted: (source) => `Your comment gives words as a quotation that stand differently in ${about[source]}.`,
    out_of_context: (source) =>
      `Your comment leaves out what ${about[source]} says beside these words, which changes their sense.`,
    overstated: (source) => `Your comment says more than ${about[source]} does, or says it more firmly.`,
    wrongly_attributed: (source) => `Your comment names somebody else as the source of what ${about[source]} says.`,
    invented: (source) => `Your comment says that ${about[source]} says something that is not in it.`,
    overtaken: () => 'What your comment says has been overtaken by an update since.',
    other: (source) => `Your comment does not give rightly what ${about[source]} says.`,
  } satisfies Record<string, (source: SourceKind) => string> as Record<string, (source: SourceKind) => string>,
  opening: 'It has been reported that this is not right:',
}

export const reply = {
  title: 'Their reply',
  alleged: 'What they were told is alleged',
  waiting: (left: string) => `No answer yet; ${left} left.`,
  given: 'Their answer',
  waived: 'They said that they will not answer.',
  lapsed: 'They did not answer in time.',
}

export const deciding = {
  title: 'Decision',
  finding: 'Finding',
  action: 'Action',
  rule: { conduct: 'Rule broken', misrepresentation: 'Another rule it breaks' },
  noRule: { conduct: 'Choose a rule', misrepresentation: 'None' },
  explanation: 'Explanation',
  explanationPublic: 'Goes to the people in the case, and stands beside the finding for everybody.',
  explanationTold: 'Goes to the people in the case; readers do not see it.',
  explanationOpen: 'Goes to the people in the case. The action says whether readers see it too.',
  asksAuthor: 'Ask the story’s author for a clarification',
  asksAuthorHint: 'They get a notice when the finding is published.',
  preview: 'What readers will see',
  previewElsewhere: 'What readers will see under the story',
  statement: 'The statement of reasons they get',
  record: 'Record finding',
  recordHint: 'It is published ten minutes later, unless you undo it.',
  recordHintConduct: 'The people in the case are told ten minutes later, unless you undo it.',
  recordSecond: 'It then waits for a second moderator.',
  recorded: (reference: string, finding: string) => `${reference}: ${finding}. Recorded.`,
  missing: {
    finding: 'Choose a finding.',
    action: 'Choose what is done.',
    rule: 'Name the rule that is broken.',
    otherRule:
      'Misrepresentation alone does not remove a comment, unless the quotation is invented. Name another rule it breaks, or choose a milder action.',
  },
  owed: (name: string) => `This finding goes against ${name}, who has not been asked for a reply yet.`,
  owedWaiting: (name: string, time: string) =>
    `This finding goes against ${name}, who can still answer until ${time}. It has to wait for that.`,
  foreign: (name: string) => `${name} has this case in hand. Take it over before you decide.`,
  chooseFirst: 'Choose a finding to see what can follow from it.',
}

export const statement = {
  /** What is done, as the writer is told. */
  done: {
    none: 'Nothing is done about your comment.',
    note: 'A note stands beside your comment.',
    ask_edit: 'A note stands beside your comment, and you are asked to correct it.',
    collapse: 'Your comment is folded; readers can open it.',
    remove: 'Your comment is removed.',
    statement: 'A statement is published.',
  } satisfies Record<Action, string>,
  none: {
    outside: 'Nobody: whoever posted it elsewhere has no account here.',
    noAccount: 'Nobody: the writer has no account here.',
    favour: 'Nobody is told: they were not asked, and nothing is held against them.',
  },
  rules: 'The rule it goes by',
  words: 'The words concerned',
  whole: 'The whole comment',
  byPeople: 'A moderator decided this; nothing was decided by a machine.',
  second: 'A second moderator confirmed it.',
  appeal: (days: number) => `You can appeal once within ${days} days of being told. Another moderator then judges it.`,
  noAppeal: 'It is not against you, so there is nothing to appeal.',
}

export const decided = {
  title: (finding: string) => `Finding: ${finding}`,
  by: (name: string) => `Decided by ${name}`,
  second: (name: string) => `confirmed by ${name}`,
  asksAuthor: 'The story’s author is asked for a clarification.',
  rule: (name: string) => `Rule: ${name}`,
  meanwhile: (name: string) => `${name} has decided this case meanwhile`,
  someone: 'Another moderator',
  keptText: 'Your text, not recorded',
  discard: 'Discard my text',
  publicAt: 'Public since',
  toldAt: 'The people in it told',
}

export const authorSide = {
  title: 'Your answer',
  hint: 'You are the author of the story, so moderators decide. What you say stands beside the finding, apart from it.',
  label: 'What you say to it',
  preview: 'Beside the finding, readers will see',
  says: 'The author says',
  save: 'Save answer',
  saved: 'Your answer is saved.',
  savedPublic: 'Your answer stands beside the finding.',
  takeBack: 'Take it back',
  takenBack: 'Your answer is taken back.',
  empty: 'Write your answer.',
  update: 'Answer with an update',
  updateHint: 'If readers of the story should know, publish an UPDATE: it is numbered, and the finding names it.',
  given: 'The author’s answer',
  open: 'Moderators look at it. You are told here what they find.',
}

export const kindOfRule = (kind: CaseKind): 'conduct' | 'misrepresentation' =>
  kind === 'misrepresentation' ? 'misrepresentation' : 'conduct'

/** Rules that can be named for a case of this kind. */
export function rulesFor(kind: CaseKind): RuleCode[] {
  const all: RuleCode[] = ['spam', 'abuse', 'off_topic', 'privacy', 'illegal', 'other']
  return kind === 'illegal' ? ['illegal', ...all.filter((code) => code !== 'illegal')] : all
}
