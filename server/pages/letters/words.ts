import type { NoticeGroup } from '../../../db/tables.ts'

/** What letters say around their notices. No name that somebody chose stands in a subject. */
export const words = {
  digest: 'Your daily digest',
  one: {
    reply: 'A reply to your comment',
    mention: 'You are mentioned in a comment',
    thread_comments: 'New comments in a thread you follow',
    comment_let_through: 'Your comment was let through',
    comment_returned: 'You are asked to revise your comment',
    comment_rejected: 'Your comment was not published',
    reply_asked: 'You are asked to answer before a finding',
    case_decided: 'A finding on your comment',
    case_flagger: 'A finding on what you flagged',
    case_quoted: 'A finding quotes your words',
    answer_asked: 'You are asked to clarify your story',
    appeal_decided: 'An appeal was decided',
    case_closed: 'A case you are part of has ended',
    edit_asked: 'You are asked to correct your comment',
    sanctioned: 'A moderator has acted on your account',
    sanction_changed: 'What holds for your account was changed',
    sanction_over: 'What held for your account has ended',
    finding_reach: 'A finding on a comment',
    clarification: 'An update was published',
    update_withdrawn: 'An update was withdrawn',
  },
  /** Where the title of a story would stand. */
  yourAccount: 'Your account',
  many: (count: number) => `${count} notices`,
  heading: { at_once: 'New for you', digest: 'What you have not read yet' },
  why: {
    replies: 'You wrote the comment that is answered.',
    cases: 'It is about something you wrote, flagged or are asked about.',
    clarifications: 'It thanks you, or you follow the story, or answered, agreed with or quoted what it is about.',
    threads: 'You follow this thread.',
  } satisfies Record<NoticeGroup, string>,
  whyMentioned: 'Somebody wrote @ and your name.',
  whyAccount: 'It is about your account.',
  wordsAreThere: 'This letter does not repeat what people wrote: read it on the page, as it stands now.',
  choose: 'Choose what you are told, and how',
  stop: 'Get no more e-mail like this',
} as const
