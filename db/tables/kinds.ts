export type SuspensionScope = 'site' | 'section' | 'story' | 'branch'
export type CommentingMode = 'open' | 'slow' | 'premoderated' | 'members' | 'paused' | 'closed'
export type ReasonCode =
  | 'heated'
  | 'legal'
  | 'unverified_news'
  | 'privacy'
  | 'brigading'
  | 'misrepresentation_review'
  | 'staffing'
  | 'technical'
  | 'other'
export type UpdateKind = 'update' | 'correction' | 'clarification' | 'editors_note' | 'see_also' | 'retraction'
export type ClaimStatus = 'rumour' | 'reported' | 'confirmed' | 'denied' | 'disputed'
export type LogVerb =
  | 'suspension.planned'
  | 'suspension.cancelled'
  | 'suspension.started'
  | 'suspension.extended'
  | 'suspension.ended'
  | 'schedule.made'
  | 'schedule.moved'
  | 'schedule.stopped'
  | 'case.step'
  | 'case.decided'
  | 'case.appealed'
  | 'sanction.step'
  | 'update.published'
  | 'update.edited'
  | 'update.withdrawn'
  | 'log.words_removed'
export type NoticeKind =
  | 'reply_asked'
  | 'case_decided'
  | 'case_flagger'
  | 'case_quoted'
  | 'answer_asked'
  | 'finding_reach'
  | 'clarification'
  | 'update_withdrawn'
  | 'appeal_decided'
  | 'case_closed'
  | 'edit_asked'
  | 'sanctioned'
  | 'sanction_changed'
  | 'sanction_over'
  | 'reply'
  | 'mention'
  | 'thread_comments'
  | 'comment_let_through'
  | 'comment_returned'
  | 'comment_rejected'
/** What notices are chosen by: each kind is of one group. */
export type NoticeGroup = 'replies' | 'cases' | 'clarifications' | 'threads'
/** How somebody is told by e-mail of what they are told in the page. */
export type MailChoice = 'at_once' | 'digest' | 'off'
/** How the follower of one thread is told of it: `usual` as of others, `page` without e-mail, `muted` not at all. */
export type ThreadLevel = 'usual' | 'at_once' | 'digest' | 'page' | 'muted'
/** `reference` and `finding` of a case; `number` and `kind` of an update; how a case ended otherwise. */
export interface NoticeDetail {
  reference?: string
  finding?: string
  number?: number
  updateKind?: string
  /** Of an update that thanks the person. */
  isThanked?: boolean
  ended?: string
  /** Of a case about a post on another site. */
  isElsewhere?: boolean
  /** Of what a moderator did about the person: `warn`, `limit` or `ban`. */
  sanction?: SanctionKind
  /** The rule by which a held comment was rejected or sent back. */
  rule?: string
  /** Of a held comment that was let through while nobody could write. */
  isWaiting?: boolean
  /** Of new comments in a thread: the number of the event of the first. */
  seq?: number
}
export type LogDetail = Record<string, string | number | boolean | null>

export type CaseKind = 'misrepresentation' | 'conduct' | 'illegal'
export type FlagKind = 'misrepresentation' | 'spam' | 'abuse' | 'off_topic' | 'privacy' | 'illegal' | 'other'
/** The site's rules, by code. */
export type RuleCode = FlagKind
export type CaseState =
  | 'submitted'
  | 'triage'
  | 'review'
  | 'waiting_reply'
  | 'awaiting_second'
  | 'decided'
  | 'published'
  | 'appealed'
  | 'closed'
  | 'corrected'
  | 'withdrawn'
  | 'gone'
export type Finding =
  | 'fair_paraphrase'
  | 'lacks_context'
  | 'overstates'
  | 'misquotes'
  | 'wrongly_attributes'
  | 'invented'
  | 'overtaken'
  | 'breaks_rules'
  | 'within_rules'
  | 'cannot_be_settled'
export type ModeratorVerb = 'approve' | 'reject' | 'send_back' | 'pin' | 'unpin' | 'note'
export type CaseAction = 'none' | 'note' | 'ask_edit' | 'collapse' | 'remove' | 'statement'

/** A passage as it was found in a revision (offsets in UTF-16 units of its plain text). */
export interface Quotation {
  how: 'exact' | 'normalised' | 'fuzzy' | 'absent'
  /** Of a fuzzy one: the share of the quotation that stands there, 0 to 1. */
  score: number | null
  exact: string
  prefix: string
  suffix: string
  start: number | null
  end: number | null
}

/** The passage of a story that an update amends, as it stood in a revision, and what stands there now. */
export interface Anchor {
  quotation: Quotation
  /** Of the story's text. */
  revision: number
  after: string | null
}

/** What a moderator can do about a person. */
export type SanctionKind = 'warn' | 'limit' | 'ban'
/** How one came to its end: by its time, read by the person, ended early, made in error, or lifted on appeal. */
export type SanctionEnd = 'over' | 'acknowledged' | 'lifted' | 'error' | 'appeal'
export type SanctionStep =
  | 'made'
  | 'acknowledged'
  | 'changed'
  | 'lifted'
  | 'error'
  | 'appealed'
  | 'appeal_upheld'
  | 'appeal_lifted'
  | 'over'
/** What happens here that systems outside can be told. */
export type WebhookEvent =
  | 'comment.posted'
  | 'comment.edited'
  | 'comment.removed'
  | 'comment.restored'
  | 'comment.held'
  | 'update.published'
  | 'update.edited'
  | 'update.withdrawn'
  | 'suspension.started'
  | 'suspension.changed'
  | 'suspension.ended'
  | 'case.opened'
  | 'case.decided'
  | 'case.appealed'
  | 'story.begun'
export type ScreeningKind =
  | 'words'
  | 'pattern'
  | 'links'
  | 'first_comment'
  | 'premoderate'
  | 'repeats'
  | 'flood'
  | 'automation'
  | 'external'
export type ScreeningOutcome = 'hold' | 'refuse'
/** Where in a comment's plain text, in UTF-16 units. */
export interface ScreeningPassage {
  start: number
  end: number
}
export type ScreeningDetail = Record<string, string | number | boolean>
