import { expect, it } from 'vitest'
import type { NoticeFacts } from '../../client/widget/notices/notice-list.ts'
import { sentenceOf } from '../../client/widget/notices/words.ts'
import { NoticeKind } from '../../server/contract/notices.ts'

const facts: NoticeFacts = {
  ...{ id: 'n', kind: 'finding_reach', at: '2026-11-27T12:00:00.000Z', isRead: false, isOwn: false },
  story: { id: 's', title: 'About the ferry', url: 'https://news.example/ferry' },
  ...{ url: 'https://news.example/ferry', commentId: null, commenter: null, caseId: null, reference: null },
  ...{
    finding: null,
    number: null,
    updateKind: null,
    isThanked: false,
    ended: null,
    isElsewhere: false,
    sanction: null,
  },
  ...{ rule: null, isWaiting: false, count: null },
}

it.each(NoticeKind.options)('%s is one plain sentence, with all that is known of it and with nothing', (kind) => {
  const known = {
    commenter: 'Ann',
    finding: 'lacks_context',
    number: 4,
    updateKind: 'correction',
    ended: 'gone',
    rule: 'spam',
    count: 3,
  }
  for (const more of [{}, known]) {
    const sentence = sentenceOf({ ...facts, kind, ...more })
    expect(sentence).toMatch(/^[A-Z].+\.$/)
    expect(sentence).not.toMatch(/null|undefined| {2}|\.\.| \.|_/)
  }
})

it.each([
  [{ commenter: 'Ann', finding: 'misquotes' }, 'There is a finding on the comment by Ann: “Misquotes”.'],
  [{ finding: 'misquotes' }, 'There is a finding on a comment that is not shown any more: “Misquotes”.'],
  [{ commenter: 'Ann', finding: 'of another time' }, 'There is a finding on the comment by Ann.'],
  [{ kind: 'clarification', number: 3, updateKind: 'update' }, 'UPDATE 3 was published.'],
  [
    { kind: 'clarification', number: 3, updateKind: 'clarification', commenter: 'Ann' },
    'UPDATE 3, clarification, was published. It answers the comment by Ann.',
  ],
  [
    { kind: 'clarification', number: 3, updateKind: 'editors_note', commenter: 'Ann', isOwn: true },
    'UPDATE 3, editor’s note, was published. It answers your comment.',
  ],
  [
    { kind: 'clarification', number: 3, updateKind: 'update', isThanked: true },
    'UPDATE 3 was published. It thanks you for your comment.',
  ],
  [
    { kind: 'sanction_over', sanction: 'ban', ended: 'lifted' },
    'A moderator has ended it early: the ban on your writing.',
  ],
  [
    { kind: 'sanction_changed', sanction: 'limit', ended: 'upheld' },
    'Your appeal was decided: the limit on your comments stands.',
  ],
  [{ kind: 'reply', commenter: 'Ann' }, 'Ann replied to your comment.'],
  [{ kind: 'mention' }, 'A comment that mentioned you is not shown any more.'],
  [{ kind: 'thread_comments', commenter: 'Ann', count: 1 }, 'Ann commented in a thread you follow.'],
  [{ kind: 'thread_comments', commenter: 'Ann', count: 12 }, 'There are 12 new comments in a thread you follow.'],
  [{ kind: 'thread_comments', count: 100 }, 'There are 100 or more new comments in a thread you follow.'],
  [{ kind: 'comment_rejected', rule: 'spam' }, 'Your comment was not published under the rule “Spam”.'],
  [{ kind: 'case_closed', ended: 'withdrawn' }, 'A case you are part of has ended: the flag was withdrawn.'],
] as [Partial<NoticeFacts>, string][])('%o reads “%s”', (over, sentence) => {
  expect(sentenceOf({ ...facts, ...over })).toBe(sentence)
})
