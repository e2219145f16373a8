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
/** `reference` and `finding` of a case; `number` and `kind` of an update; how a case ended otherwise. */
export interface NoticeDetail {
  reference?: string
  finding?: string
  number?: number
  updateKind?: string
  ended?: string
  /** Of a case about a post on another site. */
  isElsewhere?: boolean
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
