import { findingNames, ruleNames } from '../../ui/note-words.ts'
import { updateKindNames } from '../../ui/update-words.ts'
import type { NoticeFacts } from './notice-list.ts'

/** What the list of notices says around them. */
export const words = {
  heading: 'Notices',
  close: 'Close',
  loading: 'Loading your notices…',
  /** Where the title of a story would stand. */
  yourAccount: 'Your account',
  empty:
    'Nothing yet. You are told here when somebody answers or mentions you, and when an update or a finding concerns something you wrote, answered, agreed with or follow.',
  failed: 'Your notices could not be loaded.',
  tryAgain: 'Try again',
  earlier: 'Earlier notices',
  loadingEarlier: 'Loading…',
  earlierFailed: 'The earlier ones could not be loaded.',
  arrived: (count: number) => `${count} more · show`,
  isNew: 'New',
  settings: 'Choose what you are told, and how',
  mute: 'Mute this thread',
  muteWhy: 'You hear nothing more of it, except of decisions and cases of your own.',
  muteFailed: 'That could not be kept. Try again.',
} as const

/** A notice in one plain sentence, out of references and facts: whose words are gone is not named. */
export function sentenceOf(notice: NoticeFacts): string {
  const { kind, commenter, number } = notice
  const theirs = subjectOf(notice)
  const finding = known(findingNames, notice.finding)
  const found = finding ? `: “${finding}”` : ''
  switch (kind) {
    case 'reply_asked':
      return 'You are asked to answer before a finding on your comment.'
    case 'case_decided':
      return `There is a finding on your comment${found}.`
    case 'case_flagger':
      return `There is a finding on ${theirs}, which you flagged${found}.`
    case 'case_quoted':
      return `A finding on ${theirs} quotes your words.`
    case 'answer_asked':
      return `A moderator asks you to clarify your story, after a finding on ${theirs}.`
    case 'finding_reach':
      return `There is a finding on ${theirs}${found}.`
    case 'clarification': {
      const name = known(updateKindNames, notice.updateKind)
      const named = name && name !== updateKindNames.update ? `, ${name[0]?.toLowerCase()}${name.slice(1)},` : ''
      const answers = commenter === null ? '' : ` It answers ${notice.isOwn ? 'your comment' : theirs}.`
      const thanks = notice.isThanked ? ' It thanks you for your comment.' : ''
      return `${updateNamed(number)}${named} was published.${answers}${thanks}`
    }
    case 'update_withdrawn':
      return `${updateNamed(number)} was withdrawn.`
    case 'appeal_decided':
      return 'An appeal was decided.'
    case 'case_closed':
      return `A case you are part of has ended${endings[notice.ended ?? ''] ?? ''}.`
    case 'sanctioned':
    case 'sanction_changed':
    case 'sanction_over':
      return sanctionSentence(notice)
    case 'edit_asked':
      return 'You are asked to correct your comment.'
    default:
      return sentenceOfComment(notice)
  }
}

/** Of what people wrote, and of what became of a held comment. */
function sentenceOfComment(notice: NoticeFacts): string {
  const { kind, commenter } = notice
  switch (kind) {
    case 'reply':
      return commenter === null ? 'A reply to you is not shown any more.' : `${commenter} replied to your comment.`
    case 'mention':
      return commenter === null ? 'A comment that mentioned you is not shown any more.' : `${commenter} mentioned you.`
    case 'comment_let_through':
      return notice.isWaiting && !notice.isOwn
        ? 'Your comment was let through. It appears when people can comment again.'
        : 'Your comment was let through and published.'
    case 'comment_returned':
      return `A moderator asks you to revise your comment${named(notice)}.`
    case 'comment_rejected':
      return `Your comment was not published${named(notice)}.`
    default:
      return arrivals(notice)
  }
}

/** By which rule, as far as it is known. */
function named({ rule }: NoticeFacts): string {
  const name = known(ruleNames, rule)
  return name ? ` under the rule “${name}”` : ''
}

/** The server counts up to a hundred. */
const MANY = 100

function arrivals({ count, commenter }: NoticeFacts): string {
  const where = 'in a thread you follow'
  if (!count) return `New comments ${where} are not shown any more.`
  if (count === 1) return commenter === null ? `There is a new comment ${where}.` : `${commenter} commented ${where}.`
  return `There are ${count >= MANY ? `${MANY} or more` : count} new comments ${where}.`
}

function updateNamed(number: number | null): string {
  return number === null ? 'An update' : `UPDATE ${number}`
}

/** What a finding is about, as far as it can be named. */
function subjectOf({ commenter, isElsewhere }: NoticeFacts): string {
  if (isElsewhere) return 'a post elsewhere'
  return commenter === null ? 'a comment that is not shown any more' : `the comment by ${commenter}`
}

function sanctionSentence({ kind, sanction, ended }: NoticeFacts): string {
  const named = sanctionNames[sanction ?? 'limit']
  if (kind === 'sanctioned') return sanctioned[sanction ?? 'limit']
  if (kind === 'sanction_over') return `${sanctionOver[ended ?? ''] ?? 'It is over'}: ${named}.`
  if (ended === 'upheld') return `Your appeal was decided: ${named} stands.`
  if (ended === 'lifted') return `Your appeal was decided: ${named} should not have been made.`
  return `A moderator has changed ${named}.`
}

const sanctionNames = {
  warn: 'the warning to you',
  limit: 'the limit on your comments',
  ban: 'the ban on your writing',
}

const sanctioned = {
  warn: 'A moderator has a warning for you. Read it before you write again.',
  limit: 'A moderator has limited your comments. See why, until when, and how to appeal.',
  ban: 'A moderator has banned you from writing. See why, until when, and how to appeal.',
}

const sanctionOver: Record<string, string> = {
  over: 'It is over',
  lifted: 'A moderator has ended it early',
  error: 'It was made in error and is gone',
  appeal: 'Your appeal was granted and it has ended',
}

const endings: Record<string, string> = {
  corrected: ': the comment was corrected',
  withdrawn: ': the flag was withdrawn',
  gone: ': the comment is gone',
}

function known(names: Record<string, string>, code: string | null): string | undefined {
  return code === null ? undefined : names[code]
}
