CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"account_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" bigint,
	"refresh_token_expires_at" bigint,
	"scope" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"case_id" text NOT NULL,
	"person_id" text NOT NULL,
	"round" integer NOT NULL,
	"reason" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "appeals_case_id_person_id_pk" PRIMARY KEY("case_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"name" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"ends_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_decisions" (
	"case_id" text NOT NULL,
	"round" integer NOT NULL,
	"finding" text NOT NULL,
	"explanation" text NOT NULL,
	"rule" text,
	"action" text NOT NULL,
	"asks_author" boolean DEFAULT false NOT NULL,
	"decided_by" text,
	"decided_at" bigint NOT NULL,
	"seconded_by" text,
	"seconded_at" bigint,
	"published_at" bigint,
	CONSTRAINT "case_decisions_case_id_round_pk" PRIMARY KEY("case_id","round")
);
--> statement-breakpoint
CREATE TABLE "case_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"person_id" text,
	"body" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"story_id" text NOT NULL,
	"comment_id" text,
	"outside_post_id" text,
	"subject_revision" integer NOT NULL,
	"subject_text" text NOT NULL,
	"claim" jsonb,
	"claim_in" text DEFAULT 'text' NOT NULL,
	"source_kind" text,
	"source_id" text,
	"source_revision" integer,
	"source_text" text DEFAULT '' NOT NULL,
	"source" jsonb,
	"join_key" text NOT NULL,
	"state" text NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"assignee_id" text,
	"due_at" bigint NOT NULL,
	"staff_concern" text,
	"allegation" text,
	"reply_asked_at" bigint,
	"reply_due_at" bigint,
	"reply" text,
	"replied_at" bigint,
	"reply_waived_at" bigint,
	"answer" text,
	"answered_at" bigint,
	"publish_at" bigint,
	"published_round" integer,
	"appeal_until" bigint,
	"corrected_at" bigint,
	"created_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"comment_id" text NOT NULL,
	"person_id" text NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "claims_comment_id_pk" PRIMARY KEY("comment_id")
);
--> statement-breakpoint
CREATE TABLE "comment_revisions" (
	"comment_id" text NOT NULL,
	"revision" integer NOT NULL,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "comment_revisions_comment_id_revision_pk" PRIMARY KEY("comment_id","revision")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" text PRIMARY KEY NOT NULL,
	"story_id" text NOT NULL,
	"parent_id" text,
	"person_id" text,
	"author_name" text NOT NULL,
	"badge" text,
	"label" text,
	"is_official" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"removed_for" text,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"seq" integer NOT NULL,
	"root_seq" integer NOT NULL,
	"path" text NOT NULL,
	"depth" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"edited_at" bigint,
	"deleted_at" bigint,
	"decided_by" text,
	"decided_at" bigint,
	"rejection" text,
	"import_key" text
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"key" text PRIMARY KEY NOT NULL,
	"value" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision_log" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"at" bigint NOT NULL,
	"verb" text NOT NULL,
	"role" text NOT NULL,
	"story_id" text,
	"case_id" text,
	"detail" jsonb NOT NULL,
	"words" text,
	"words_salt" text,
	"words_digest" text,
	"person_id" text,
	"person_salt" text,
	"person_digest" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"person_id" text NOT NULL,
	"story_id" text NOT NULL,
	"parent_id" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"parked_seq" integer,
	CONSTRAINT "drafts_person_id_story_id_parent_id_pk" PRIMARY KEY("person_id","story_id","parent_id")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"person_id" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"begun_at" bigint
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"type" text,
	"explanation" text NOT NULL,
	"law" text,
	"created_at" bigint NOT NULL,
	"withdrawn_at" bigint
);
--> statement-breakpoint
CREATE TABLE "guests" (
	"person_id" text PRIMARY KEY NOT NULL,
	"email" text,
	"confirmed_at" bigint,
	"waiting" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"person_id" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"comment_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "idempotency_keys_person_id_key_pk" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"run_at" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"locked_until" bigint DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"how" text NOT NULL,
	"scope" jsonb NOT NULL,
	"before" jsonb,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_head" (
	"key" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moderator_acts" (
	"id" text PRIMARY KEY NOT NULL,
	"comment_id" text NOT NULL,
	"story_id" text NOT NULL,
	"person_id" text,
	"verb" text NOT NULL,
	"rule" text,
	"reason" text,
	"revision" integer NOT NULL,
	"before" jsonb NOT NULL,
	"case_id" text,
	"undone_at" bigint,
	"told_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"person_id" text NOT NULL,
	"muted_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "mutes_person_id_muted_id_pk" PRIMARY KEY("person_id","muted_id")
);
--> statement-breakpoint
CREATE TABLE "notice_choices" (
	"person_id" text PRIMARY KEY NOT NULL,
	"replies" text NOT NULL,
	"cases" text NOT NULL,
	"clarifications" text NOT NULL,
	"threads" text NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"story_id" text,
	"comment_id" text,
	"case_id" text,
	"update_id" text,
	"sanction_id" text,
	"detail" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"read_at" bigint,
	"mailed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "outside_posts" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"url" text NOT NULL,
	"url_key" text NOT NULL,
	"host" text NOT NULL,
	"posted_by" text NOT NULL,
	"originated_by" text DEFAULT '' NOT NULL,
	"link_state" text DEFAULT 'unchecked' NOT NULL,
	"link_checked_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outside_texts" (
	"post_id" text NOT NULL,
	"revision" integer NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"translation" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "outside_texts_post_id_revision_pk" PRIMARY KEY("post_id","revision")
);
--> statement-breakpoint
CREATE TABLE "page_texts" (
	"story_id" text NOT NULL,
	"sender" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "page_texts_story_id_sender_pk" PRIMARY KEY("story_id","sender")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"is_guest" boolean DEFAULT false NOT NULL,
	"label" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"body" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "publisher_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions" (
	"comment_id" text NOT NULL,
	"person_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "reactions_comment_id_person_id_pk" PRIMARY KEY("comment_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"person_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "recovery_codes_person_id_code_hash_pk" PRIMARY KEY("person_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "reopening_requests" (
	"suspension_id" text NOT NULL,
	"person_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "reopening_requests_suspension_id_person_id_pk" PRIMARY KEY("suspension_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"story_id" text DEFAULT '' NOT NULL,
	"section" text DEFAULT '' NOT NULL,
	"granted_at" bigint NOT NULL,
	CONSTRAINT "roles_person_id_role_story_id_section_pk" PRIMARY KEY("person_id","role","story_id","section")
);
--> statement-breakpoint
CREATE TABLE "sanction_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"sanction_id" text NOT NULL,
	"step" text NOT NULL,
	"at" bigint NOT NULL,
	"person_id" text,
	"words" text,
	"before" jsonb
);
--> statement-breakpoint
CREATE TABLE "sanctions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"slow_seconds" integer,
	"section" text DEFAULT '' NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"comment_ids" jsonb NOT NULL,
	"case_ids" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text,
	"ends_at" bigint,
	"review_at" bigint,
	"holds_until" bigint NOT NULL,
	"acknowledged_at" bigint,
	"ended_at" bigint,
	"ended" text,
	"appeal" text,
	"appeal_words" text,
	"appealed_at" bigint,
	"appeal_answer" text,
	"appeal_decided_at" bigint,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"scope" text NOT NULL,
	"section" text DEFAULT '' NOT NULL,
	"story_id" text,
	"mode" text NOT NULL,
	"slow_seconds" integer,
	"reason_code" text NOT NULL,
	"reason" text NOT NULL,
	"days" jsonb NOT NULL,
	"from_time" text DEFAULT '' NOT NULL,
	"until_time" text DEFAULT '' NOT NULL,
	"after_days" integer,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "screening_prints" (
	"comment_id" text PRIMARY KEY NOT NULL,
	"person_id" text,
	"print" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screening_rules" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"is_on" boolean NOT NULL,
	"outcome" text NOT NULL,
	"house_rule" text NOT NULL,
	"scope" jsonb NOT NULL,
	"check" jsonb NOT NULL,
	"secret" text,
	"is_removed" boolean DEFAULT false NOT NULL,
	"changed_by" text,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "screening_rules_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "screenings" (
	"id" text PRIMARY KEY NOT NULL,
	"story_id" text NOT NULL,
	"comment_id" text,
	"revision" integer NOT NULL,
	"rule_id" text NOT NULL,
	"rule_version" integer NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"passages" jsonb NOT NULL,
	"detail" jsonb NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"person_id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"confirmed_at" bigint,
	"last_step" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"tries_since" bigint DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"scope" text DEFAULT 'full' NOT NULL,
	"expires_at" bigint NOT NULL,
	"user_agent" text,
	"origin" text,
	"used_at" bigint NOT NULL,
	"confirmed_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"previous" text,
	"previous_until" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"commenting_version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stories" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"url" text NOT NULL,
	"url_key" text NOT NULL,
	"title" text NOT NULL,
	"section" text DEFAULT '' NOT NULL,
	"byline" text DEFAULT '' NOT NULL,
	"base_mode" text DEFAULT 'open' NOT NULL,
	"text_revision" integer DEFAULT 0 NOT NULL,
	"pinned_id" text,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_update_number" integer DEFAULT 0 NOT NULL,
	"published_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"import_key" text
);
--> statement-breakpoint
CREATE TABLE "story_events" (
	"story_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"subject_id" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "story_events_story_id_seq_pk" PRIMARY KEY("story_id","seq")
);
--> statement-breakpoint
CREATE TABLE "story_revisions" (
	"story_id" text NOT NULL,
	"revision" integer NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL,
	"via" text NOT NULL,
	"is_confirmed" boolean NOT NULL,
	"page_digest" text,
	CONSTRAINT "story_revisions_story_id_revision_pk" PRIMARY KEY("story_id","revision")
);
--> statement-breakpoint
CREATE TABLE "story_tellings" (
	"story_id" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"story_id" text NOT NULL,
	"person_id" text NOT NULL,
	"level" text DEFAULT 'usual' NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "subscriptions_story_id_person_id_pk" PRIMARY KEY("story_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "suspensions" (
	"id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"section" text DEFAULT '' NOT NULL,
	"story_id" text,
	"comment_id" text,
	"branch_root_seq" integer,
	"branch_path" text,
	"mode" text NOT NULL,
	"slow_seconds" integer,
	"allows_edits" boolean DEFAULT false NOT NULL,
	"may_extend" boolean DEFAULT false NOT NULL,
	"reason_code" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"made_by" text NOT NULL,
	"follows_id" text,
	"schedule_id" text,
	"created_at" bigint NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint,
	"review_at" bigint,
	"begun_at" bigint,
	"ended_at" bigint,
	"relevant_until" bigint NOT NULL,
	"extended_at" bigint,
	"created_by" text,
	"ended_by" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "update_credits" (
	"update_id" text PRIMARY KEY NOT NULL,
	"comment_id" text NOT NULL,
	"person_id" text,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "update_keys" (
	"sender" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"update_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "update_keys_sender_key_pk" PRIMARY KEY("sender","key")
);
--> statement-breakpoint
CREATE TABLE "update_revisions" (
	"update_id" text NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"anchor" jsonb,
	"created_at" bigint NOT NULL,
	"replaced_at" bigint NOT NULL,
	CONSTRAINT "update_revisions_update_id_revision_pk" PRIMARY KEY("update_id","revision")
);
--> statement-breakpoint
CREATE TABLE "updates" (
	"id" text PRIMARY KEY NOT NULL,
	"story_id" text NOT NULL,
	"state" text NOT NULL,
	"number" integer,
	"kind" text NOT NULL,
	"status" text,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"anchor" jsonb,
	"revision" integer DEFAULT 1 NOT NULL,
	"person_id" text,
	"author_name" text NOT NULL,
	"answers_case_id" text,
	"created_at" bigint NOT NULL,
	"scheduled_for" bigint,
	"published_at" bigint,
	"edited_at" bigint,
	"withdrawn_at" bigint,
	"withdrawal" text,
	"import_key" text
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"type" text NOT NULL,
	"story_id" text,
	"subject_id" text,
	"created_at" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" bigint NOT NULL,
	"last_at" bigint,
	"status" integer,
	"answer" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"format" text NOT NULL,
	"events" jsonb NOT NULL,
	"state" text NOT NULL,
	"secret" text NOT NULL,
	"old_secret" text,
	"old_secret_until" bigint,
	"failing_since" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_decisions" ADD CONSTRAINT "case_decisions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_decisions" ADD CONSTRAINT "case_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_decisions" ADD CONSTRAINT "case_decisions_seconded_by_people_id_fk" FOREIGN KEY ("seconded_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_notes" ADD CONSTRAINT "case_notes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_notes" ADD CONSTRAINT "case_notes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_outside_post_id_outside_posts_id_fk" FOREIGN KEY ("outside_post_id") REFERENCES "public"."outside_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_assignee_id_people_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_revisions" ADD CONSTRAINT "comment_revisions_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_log" ADD CONSTRAINT "decision_log_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_acts" ADD CONSTRAINT "moderator_acts_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_acts" ADD CONSTRAINT "moderator_acts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_muted_id_people_id_fk" FOREIGN KEY ("muted_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "notice_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_posts" ADD CONSTRAINT "outside_posts_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_texts" ADD CONSTRAINT "outside_texts_post_id_outside_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."outside_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_texts" ADD CONSTRAINT "page_texts_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_notes" ADD CONSTRAINT "person_notes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_notes" ADD CONSTRAINT "person_notes_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publisher_keys" ADD CONSTRAINT "publisher_keys_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopening_requests" ADD CONSTRAINT "reopening_requests_suspension_id_suspensions_id_fk" FOREIGN KEY ("suspension_id") REFERENCES "public"."suspensions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopening_requests" ADD CONSTRAINT "reopening_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_steps" ADD CONSTRAINT "sanction_steps_sanction_id_sanctions_id_fk" FOREIGN KEY ("sanction_id") REFERENCES "public"."sanctions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_steps" ADD CONSTRAINT "sanction_steps_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_prints" ADD CONSTRAINT "screening_prints_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_prints" ADD CONSTRAINT "screening_prints_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_rules" ADD CONSTRAINT "screening_rules_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenings" ADD CONSTRAINT "screenings_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenings" ADD CONSTRAINT "screenings_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_events" ADD CONSTRAINT "story_events_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_revisions" ADD CONSTRAINT "story_revisions_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_tellings" ADD CONSTRAINT "story_tellings_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "update_credits" ADD CONSTRAINT "update_credits_update_id_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."updates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "update_credits" ADD CONSTRAINT "update_credits_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "update_credits" ADD CONSTRAINT "update_credits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "update_revisions" ADD CONSTRAINT "update_revisions_update_id_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."updates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_provider" ON "accounts" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "attempts_ends" ON "attempts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "case_decisions_published" ON "case_decisions" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "case_decisions_decided" ON "case_decisions" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "case_notes_case" ON "case_notes" USING btree ("case_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_reference" ON "cases" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_join" ON "cases" USING btree ("join_key");--> statement-breakpoint
CREATE INDEX "cases_state" ON "cases" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "cases_story" ON "cases" USING btree ("story_id","state");--> statement-breakpoint
CREATE INDEX "cases_comment" ON "cases" USING btree ("comment_id");--> statement-breakpoint
CREATE INDEX "cases_outside" ON "cases" USING btree ("outside_post_id");--> statement-breakpoint
CREATE INDEX "cases_source" ON "cases" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "claims_person" ON "claims" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "claims_expires" ON "claims" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_order" ON "comments" USING btree ("story_id","root_seq","path");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_import_key" ON "comments" USING btree ("import_key");--> statement-breakpoint
CREATE INDEX "comments_story_state" ON "comments" USING btree ("story_id","state");--> statement-breakpoint
CREATE INDEX "comments_person" ON "comments" USING btree ("person_id","story_id","created_at");--> statement-breakpoint
CREATE INDEX "comments_person_latest" ON "comments" USING btree ("person_id","id","state","deleted_at");--> statement-breakpoint
CREATE INDEX "comments_parent" ON "comments" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "comments_state" ON "comments" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "comments_created" ON "comments" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "comments_decided" ON "comments" USING btree ("decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_log_number" ON "decision_log" USING btree ("number");--> statement-breakpoint
CREATE INDEX "decision_log_story" ON "decision_log" USING btree ("story_id","number");--> statement-breakpoint
CREATE INDEX "decision_log_person" ON "decision_log" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "decision_log_case" ON "decision_log" USING btree ("case_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "flags_once" ON "flags" USING btree ("case_id","person_id");--> statement-breakpoint
CREATE INDEX "flags_created" ON "flags" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "flags_person" ON "flags" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "guests_email" ON "guests" USING btree ("email");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("kind","key");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("run_at");--> statement-breakpoint
CREATE UNIQUE INDEX "letters_token" ON "letters" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "letters_person" ON "letters" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "letters_created" ON "letters" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "moderator_acts_comment" ON "moderator_acts" USING btree ("comment_id","id");--> statement-breakpoint
CREATE INDEX "moderator_acts_person" ON "moderator_acts" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "moderator_acts_case" ON "moderator_acts" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "mutes_muted" ON "mutes" USING btree ("muted_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("person_id","key");--> statement-breakpoint
CREATE INDEX "notices_person" ON "notices" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("person_id","read_at");--> statement-breakpoint
CREATE INDEX "notices_key" ON "notices" USING btree ("key");--> statement-breakpoint
CREATE INDEX "notices_created" ON "notices" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outside_posts_url" ON "outside_posts" USING btree ("site_id","url_key");--> statement-breakpoint
CREATE INDEX "page_texts_created" ON "page_texts" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("email");--> statement-breakpoint
CREATE INDEX "person_notes_person" ON "person_notes" USING btree ("person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "publisher_keys_hash" ON "publisher_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "reactions_person" ON "reactions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "roles_story" ON "roles" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "sanction_steps_sanction" ON "sanction_steps" USING btree ("sanction_id","id");--> statement-breakpoint
CREATE INDEX "sanctions_holding" ON "sanctions" USING btree ("person_id","holds_until");--> statement-breakpoint
CREATE INDEX "sanctions_appeal" ON "sanctions" USING btree ("appeal");--> statement-breakpoint
CREATE INDEX "sanctions_until" ON "sanctions" USING btree ("holds_until");--> statement-breakpoint
CREATE INDEX "screening_prints_created" ON "screening_prints" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "screenings_comment" ON "screenings" USING btree ("comment_id","revision");--> statement-breakpoint
CREATE INDEX "screenings_at" ON "screenings" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stories_url" ON "stories" USING btree ("site_id","url_key");--> statement-breakpoint
CREATE UNIQUE INDEX "stories_import_key" ON "stories" USING btree ("import_key");--> statement-breakpoint
CREATE INDEX "stories_published" ON "stories" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "subscriptions_person" ON "subscriptions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "suspensions_reach" ON "suspensions" USING btree ("story_id","section","relevant_until");--> statement-breakpoint
CREATE INDEX "suspensions_ended" ON "suspensions" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "suspensions_schedule" ON "suspensions" USING btree ("schedule_id");--> statement-breakpoint
CREATE INDEX "suspensions_follows" ON "suspensions" USING btree ("follows_id");--> statement-breakpoint
CREATE INDEX "update_credits_comment" ON "update_credits" USING btree ("comment_id");--> statement-breakpoint
CREATE INDEX "update_credits_person" ON "update_credits" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "update_keys_created" ON "update_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "updates_number" ON "updates" USING btree ("story_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "updates_import_key" ON "updates" USING btree ("import_key");--> statement-breakpoint
CREATE INDEX "updates_case" ON "updates" USING btree ("answers_case_id");--> statement-breakpoint
CREATE INDEX "updates_scheduled" ON "updates" USING btree ("story_id","state");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("state","webhook_id","due_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_created" ON "webhook_deliveries" USING btree ("created_at");