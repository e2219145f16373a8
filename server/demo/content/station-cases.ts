import type { Step } from '../script.ts'

/** A case decided and answered, a post on another site, and a case waiting for a moderator. */
export const stationCases: readonly Step[] = [
  {
    when: { daysAgo: 1, at: '11:04' },
    by: 'hanne',
    do: 'flag',
    as: 'handed-back',
    comment: 'resign',
    type: 'overstated',
    claim: 'the Courier now says the coastguard handed Wrenfield back to the harbour police',
    source:
      'If it turns out that the station sent him back to people he was afraid of, it will have to explain itself. Nothing we have seen shows that it did.',
    explanation:
      'The story only says what would follow if it had happened, and adds that nothing shows that it did. The comment leaves out both.',
  },
  {
    when: { daysAgo: 1, at: '11:31' },
    by: 'ida',
    do: 'flag',
    comment: 'resign',
    type: 'overstated',
    claim: 'the Courier now says the coastguard handed Wrenfield back to the harbour police',
    source:
      'If it turns out that the station sent him back to people he was afraid of, it will have to explain itself. Nothing we have seen shows that it did.',
    explanation: 'An “if” has been turned into a fact, and somebody’s post is asked for on the strength of it.',
  },
  {
    when: { daysAgo: 1, at: '11:52' },
    by: 'ruth',
    do: 'ask',
    case: 'handed-back',
    allegation:
      'Your comment says that the story reports that the coastguard handed Mr Wrenfield back. The story says what would follow if it had, and that nothing shows that it did.',
  },
  {
    when: { daysAgo: 1, at: '13:26' },
    by: 'tide',
    do: 'reply',
    case: 'handed-back',
    body: 'I read it on the ferry, over somebody’s shoulder, and I read the “if” as a manner of speaking. I still think that a paper which writes that sentence wants you to finish it.',
  },
  {
    when: { daysAgo: 1, at: '17:40' },
    by: 'ruth',
    do: 'decide',
    case: 'handed-back',
    finding: 'overstates',
    explanation:
      'The story says what would follow if the station had sent Mr Wrenfield back, and that nothing showed that it had. The comment gives this as something the story reports. Readers may still think that the sentence invites it.',
    action: 'note',
  },
  {
    when: { minutesAgo: 41 },
    by: 'odile',
    do: 'flag',
    comment: 'theft',
    type: 'misquoted',
    claim: 'the theft of documents from the quay office',
    source: 'the removal of documents from the quay office',
    sourceKind: 'update',
    sourceOf: 'announcement',
    explanation:
      'The words are given in quotation marks, but the statement in UPDATE 7 says “removal” and not “theft”. The whole argument of the comment hangs on that word.',
  },
  {
    when: { daysAgo: 1, at: '12:15' },
    by: 'sunniva',
    do: 'report',
    as: 'elsewhere',
    post: {
      url: 'https://m.tidelines.example/@quayside/post/48213?utm_source=share',
      postedBy: '@quayside',
      originatedBy: '@marshwatch',
      text: '盐沼信使报已经证实：海岸警卫队把雷恩菲尔德交还给了港口警察。',
      language: 'zh',
      translation:
        'The Saltmarsh Courier has confirmed that the coastguard handed Wrenfield back to the harbour police.',
    },
    type: 'overstated',
    claim: '海岸警卫队把雷恩菲尔德交还给了港口警察',
    source:
      'If it turns out that the station sent him back to people he was afraid of, it will have to explain itself. Nothing we have seen shows that it did.',
    explanation: 'The post says that the paper has confirmed it. The story says that nothing it has seen shows it.',
  },
  {
    when: { daysAgo: 1, at: '19:05' },
    by: 'ruth',
    do: 'decide',
    case: 'elsewhere',
    finding: 'overstates',
    explanation:
      'The post says that this newspaper has confirmed that Mr Wrenfield was handed back. The story says what would follow if he had been, and that nothing shows it.',
    action: 'statement',
  },
]
