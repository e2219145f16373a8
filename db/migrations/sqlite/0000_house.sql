CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`account_id` text NOT NULL,
	`password` text,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_provider` ON `accounts` (`provider_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `accounts_person` ON `accounts` (`person_id`);--> statement-breakpoint
CREATE TABLE `appeals` (
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`round` integer NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `person_id`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `attempts` (
	`name` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attempts_ends` ON `attempts` (`ends_at`);--> statement-breakpoint
CREATE TABLE `case_decisions` (
	`case_id` text NOT NULL,
	`round` integer NOT NULL,
	`finding` text NOT NULL,
	`explanation` text NOT NULL,
	`rule` text,
	`action` text NOT NULL,
	`asks_author` integer DEFAULT false NOT NULL,
	`decided_by` text,
	`decided_at` integer NOT NULL,
	`seconded_by` text,
	`seconded_at` integer,
	`published_at` integer,
	PRIMARY KEY(`case_id`, `round`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`seconded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `case_decisions_published` ON `case_decisions` (`published_at`);--> statement-breakpoint
CREATE INDEX `case_decisions_decided` ON `case_decisions` (`decided_at`);--> statement-breakpoint
CREATE TABLE `case_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `case_notes_case` ON `case_notes` (`case_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`kind` text NOT NULL,
	`story_id` text NOT NULL,
	`comment_id` text,
	`outside_post_id` text,
	`subject_revision` integer NOT NULL,
	`subject_text` text NOT NULL,
	`claim` text,
	`claim_in` text DEFAULT 'text' NOT NULL,
	`source_kind` text,
	`source_id` text,
	`source_revision` integer,
	`source_text` text DEFAULT '' NOT NULL,
	`source` text,
	`join_key` text NOT NULL,
	`state` text NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`assignee_id` text,
	`due_at` integer NOT NULL,
	`staff_concern` text,
	`allegation` text,
	`reply_asked_at` integer,
	`reply_due_at` integer,
	`reply` text,
	`replied_at` integer,
	`reply_waived_at` integer,
	`answer` text,
	`answered_at` integer,
	`publish_at` integer,
	`published_round` integer,
	`appeal_until` integer,
	`corrected_at` integer,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`outside_post_id`) REFERENCES `outside_posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`assignee_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_reference` ON `cases` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_join` ON `cases` (`join_key`);--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `cases_story` ON `cases` (`story_id`,`state`);--> statement-breakpoint
CREATE INDEX `cases_comment` ON `cases` (`comment_id`);--> statement-breakpoint
CREATE INDEX `cases_outside` ON `cases` (`outside_post_id`);--> statement-breakpoint
CREATE INDEX `cases_source` ON `cases` (`source_id`);--> statement-breakpoint
CREATE TABLE `claims` (
	`comment_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `claims_person` ON `claims` (`person_id`);--> statement-breakpoint
CREATE INDEX `claims_expires` ON `claims` (`expires_at`);--> statement-breakpoint
CREATE TABLE `comment_revisions` (
	`comment_id` text NOT NULL,
	`revision` integer NOT NULL,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`comment_id`, `revision`),
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `comments` (
	`id` text PRIMARY KEY NOT NULL,
	`story_id` text NOT NULL,
	`parent_id` text,
	`person_id` text,
	`author_name` text NOT NULL,
	`badge` text,
	`label` text,
	`is_official` integer DEFAULT false NOT NULL,
	`state` text NOT NULL,
	`removed_for` text,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`seq` integer NOT NULL,
	`root_seq` integer NOT NULL,
	`path` text NOT NULL,
	`depth` integer NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`decided_by` text,
	`decided_at` integer,
	`rejection` text,
	`import_key` text,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `comments_order` ON `comments` (`story_id`,`root_seq`,`path`);--> statement-breakpoint
CREATE UNIQUE INDEX `comments_import_key` ON `comments` (`import_key`);--> statement-breakpoint
CREATE INDEX `comments_story_state` ON `comments` (`story_id`,`state`);--> statement-breakpoint
CREATE INDEX `comments_person` ON `comments` (`person_id`,`story_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `comments_person_latest` ON `comments` (`person_id`,`id`,`state`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `comments_parent` ON `comments` (`parent_id`);--> statement-breakpoint
CREATE INDEX `comments_state` ON `comments` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `comments_created` ON `comments` (`created_at`);--> statement-breakpoint
CREATE INDEX `comments_decided` ON `comments` (`decided_at`);--> statement-breakpoint
CREATE TABLE `counters` (
	`key` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `decision_log` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`verb` text NOT NULL,
	`role` text NOT NULL,
	`story_id` text,
	`case_id` text,
	`detail` text NOT NULL,
	`words` text,
	`words_salt` text,
	`words_digest` text,
	`person_id` text,
	`person_salt` text,
	`person_digest` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decision_log_number` ON `decision_log` (`number`);--> statement-breakpoint
CREATE INDEX `decision_log_story` ON `decision_log` (`story_id`,`number`);--> statement-breakpoint
CREATE INDEX `decision_log_person` ON `decision_log` (`person_id`);--> statement-breakpoint
CREATE INDEX `decision_log_case` ON `decision_log` (`case_id`,`number`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`person_id` text NOT NULL,
	`story_id` text NOT NULL,
	`parent_id` text DEFAULT '' NOT NULL,
	`body` text NOT NULL,
	`updated_at` integer NOT NULL,
	`parked_seq` integer,
	PRIMARY KEY(`person_id`, `story_id`, `parent_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`person_id` text PRIMARY KEY NOT NULL,
	`words` text NOT NULL,
	`asked_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`begun_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `flags` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`type` text,
	`explanation` text NOT NULL,
	`law` text,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `flags_once` ON `flags` (`case_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `flags_created` ON `flags` (`created_at`);--> statement-breakpoint
CREATE INDEX `flags_person` ON `flags` (`person_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `guests` (
	`person_id` text PRIMARY KEY NOT NULL,
	`email` text,
	`confirmed_at` integer,
	`waiting` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `guests_email` ON `guests` (`email`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`person_id` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`comment_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `key`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_created` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`run_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`locked_until` integer DEFAULT 0 NOT NULL,
	`last_error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`kind`,`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`run_at`);--> statement-breakpoint
CREATE TABLE `letters` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`how` text NOT NULL,
	`scope` text NOT NULL,
	`before` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `letters_token` ON `letters` (`token_hash`);--> statement-breakpoint
CREATE INDEX `letters_person` ON `letters` (`person_id`);--> statement-breakpoint
CREATE INDEX `letters_created` ON `letters` (`created_at`);--> statement-breakpoint
CREATE TABLE `log_head` (
	`key` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `moderator_acts` (
	`id` text PRIMARY KEY NOT NULL,
	`comment_id` text NOT NULL,
	`story_id` text NOT NULL,
	`person_id` text,
	`verb` text NOT NULL,
	`rule` text,
	`reason` text,
	`revision` integer NOT NULL,
	`before` text NOT NULL,
	`case_id` text,
	`undone_at` integer,
	`told_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `moderator_acts_comment` ON `moderator_acts` (`comment_id`,`id`);--> statement-breakpoint
CREATE INDEX `moderator_acts_person` ON `moderator_acts` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `moderator_acts_case` ON `moderator_acts` (`case_id`);--> statement-breakpoint
CREATE TABLE `mutes` (
	`person_id` text NOT NULL,
	`muted_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `muted_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`muted_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mutes_muted` ON `mutes` (`muted_id`);--> statement-breakpoint
CREATE TABLE `notice_choices` (
	`person_id` text PRIMARY KEY NOT NULL,
	`replies` text NOT NULL,
	`cases` text NOT NULL,
	`clarifications` text NOT NULL,
	`threads` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`story_id` text,
	`comment_id` text,
	`case_id` text,
	`update_id` text,
	`sanction_id` text,
	`detail` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	`mailed_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`person_id`,`key`);--> statement-breakpoint
CREATE INDEX `notices_person` ON `notices` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`person_id`,`read_at`);--> statement-breakpoint
CREATE INDEX `notices_key` ON `notices` (`key`);--> statement-breakpoint
CREATE INDEX `notices_created` ON `notices` (`created_at`);--> statement-breakpoint
CREATE TABLE `outside_posts` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`url` text NOT NULL,
	`url_key` text NOT NULL,
	`host` text NOT NULL,
	`posted_by` text NOT NULL,
	`originated_by` text DEFAULT '' NOT NULL,
	`link_state` text DEFAULT 'unchecked' NOT NULL,
	`link_checked_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outside_posts_url` ON `outside_posts` (`site_id`,`url_key`);--> statement-breakpoint
CREATE TABLE `outside_texts` (
	`post_id` text NOT NULL,
	`revision` integer NOT NULL,
	`text` text NOT NULL,
	`language` text NOT NULL,
	`translation` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `revision`),
	FOREIGN KEY (`post_id`) REFERENCES `outside_posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `page_texts` (
	`story_id` text NOT NULL,
	`sender` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`story_id`, `sender`),
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `page_texts_created` ON `page_texts` (`created_at`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`is_guest` integer DEFAULT false NOT NULL,
	`label` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `person_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`body` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `person_notes_person` ON `person_notes` (`person_id`,`id`);--> statement-breakpoint
CREATE TABLE `publisher_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`key_hash` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `publisher_keys_hash` ON `publisher_keys` (`key_hash`);--> statement-breakpoint
CREATE TABLE `reactions` (
	`comment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`comment_id`, `person_id`),
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `reactions_person` ON `reactions` (`person_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`person_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `code_hash`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reopening_requests` (
	`suspension_id` text NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`suspension_id`, `person_id`),
	FOREIGN KEY (`suspension_id`) REFERENCES `suspensions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `roles` (
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`story_id` text DEFAULT '' NOT NULL,
	`section` text DEFAULT '' NOT NULL,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `role`, `story_id`, `section`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `roles_story` ON `roles` (`story_id`);--> statement-breakpoint
CREATE TABLE `sanction_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`sanction_id` text NOT NULL,
	`step` text NOT NULL,
	`at` integer NOT NULL,
	`person_id` text,
	`words` text,
	`before` text,
	FOREIGN KEY (`sanction_id`) REFERENCES `sanctions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `sanction_steps_sanction` ON `sanction_steps` (`sanction_id`,`id`);--> statement-breakpoint
CREATE TABLE `sanctions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`slow_seconds` integer,
	`section` text DEFAULT '' NOT NULL,
	`rule` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`comment_ids` text NOT NULL,
	`case_ids` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`ends_at` integer,
	`review_at` integer,
	`holds_until` integer NOT NULL,
	`acknowledged_at` integer,
	`ended_at` integer,
	`ended` text,
	`appeal` text,
	`appeal_words` text,
	`appealed_at` integer,
	`appeal_answer` text,
	`appeal_decided_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `sanctions_holding` ON `sanctions` (`person_id`,`holds_until`);--> statement-breakpoint
CREATE INDEX `sanctions_appeal` ON `sanctions` (`appeal`);--> statement-breakpoint
CREATE INDEX `sanctions_until` ON `sanctions` (`holds_until`);--> statement-breakpoint
CREATE TABLE `schedules` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`section` text DEFAULT '' NOT NULL,
	`story_id` text,
	`mode` text NOT NULL,
	`slow_seconds` integer,
	`reason_code` text NOT NULL,
	`reason` text NOT NULL,
	`days` text NOT NULL,
	`from_time` text DEFAULT '' NOT NULL,
	`until_time` text DEFAULT '' NOT NULL,
	`after_days` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `screening_prints` (
	`comment_id` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`print` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `screening_prints_created` ON `screening_prints` (`created_at`);--> statement-breakpoint
CREATE TABLE `screening_rules` (
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`is_on` integer NOT NULL,
	`outcome` text NOT NULL,
	`house_rule` text NOT NULL,
	`scope` text NOT NULL,
	`check` text NOT NULL,
	`secret` text,
	`is_removed` integer DEFAULT false NOT NULL,
	`changed_by` text,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`id`, `version`),
	FOREIGN KEY (`changed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `screenings` (
	`id` text PRIMARY KEY NOT NULL,
	`story_id` text NOT NULL,
	`comment_id` text,
	`revision` integer NOT NULL,
	`rule_id` text NOT NULL,
	`rule_version` integer NOT NULL,
	`kind` text NOT NULL,
	`outcome` text NOT NULL,
	`passages` text NOT NULL,
	`detail` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `screenings_comment` ON `screenings` (`comment_id`,`revision`);--> statement-breakpoint
CREATE INDEX `screenings_at` ON `screenings` (`at`);--> statement-breakpoint
CREATE TABLE `second_factors` (
	`person_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`confirmed_at` integer,
	`last_step` integer DEFAULT 0 NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`tries_since` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`scope` text DEFAULT 'full' NOT NULL,
	`expires_at` integer NOT NULL,
	`user_agent` text,
	`origin` text,
	`used_at` integer NOT NULL,
	`confirmed_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `sign_in_secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`previous` text,
	`previous_until` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sites` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`time_zone` text DEFAULT 'UTC' NOT NULL,
	`settings` text DEFAULT '{}' NOT NULL,
	`commenting_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `stories` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`url` text NOT NULL,
	`url_key` text NOT NULL,
	`title` text NOT NULL,
	`section` text DEFAULT '' NOT NULL,
	`byline` text DEFAULT '' NOT NULL,
	`base_mode` text DEFAULT 'open' NOT NULL,
	`text_revision` integer DEFAULT 0 NOT NULL,
	`pinned_id` text,
	`last_seq` integer DEFAULT 0 NOT NULL,
	`last_update_number` integer DEFAULT 0 NOT NULL,
	`published_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`import_key` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stories_url` ON `stories` (`site_id`,`url_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `stories_import_key` ON `stories` (`import_key`);--> statement-breakpoint
CREATE INDEX `stories_published` ON `stories` (`published_at`,`id`);--> statement-breakpoint
CREATE TABLE `story_events` (
	`story_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`subject_id` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`story_id`, `seq`),
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `story_revisions` (
	`story_id` text NOT NULL,
	`revision` integer NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`via` text NOT NULL,
	`is_confirmed` integer NOT NULL,
	`page_digest` text,
	PRIMARY KEY(`story_id`, `revision`),
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `story_tellings` (
	`story_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`story_id` text NOT NULL,
	`person_id` text NOT NULL,
	`level` text DEFAULT 'usual' NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`story_id`, `person_id`),
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `subscriptions_person` ON `subscriptions` (`person_id`);--> statement-breakpoint
CREATE TABLE `suspensions` (
	`id` text PRIMARY KEY NOT NULL,
	`scope` text NOT NULL,
	`section` text DEFAULT '' NOT NULL,
	`story_id` text,
	`comment_id` text,
	`branch_root_seq` integer,
	`branch_path` text,
	`mode` text NOT NULL,
	`slow_seconds` integer,
	`allows_edits` integer DEFAULT false NOT NULL,
	`may_extend` integer DEFAULT false NOT NULL,
	`reason_code` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`made_by` text NOT NULL,
	`follows_id` text,
	`schedule_id` text,
	`created_at` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`review_at` integer,
	`begun_at` integer,
	`ended_at` integer,
	`relevant_until` integer NOT NULL,
	`extended_at` integer,
	`created_by` text,
	`ended_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`ended_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `suspensions_reach` ON `suspensions` (`story_id`,`section`,`relevant_until`);--> statement-breakpoint
CREATE INDEX `suspensions_ended` ON `suspensions` (`ended_at`);--> statement-breakpoint
CREATE INDEX `suspensions_schedule` ON `suspensions` (`schedule_id`);--> statement-breakpoint
CREATE INDEX `suspensions_follows` ON `suspensions` (`follows_id`);--> statement-breakpoint
CREATE TABLE `update_credits` (
	`update_id` text PRIMARY KEY NOT NULL,
	`comment_id` text NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	FOREIGN KEY (`update_id`) REFERENCES `updates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `update_credits_comment` ON `update_credits` (`comment_id`);--> statement-breakpoint
CREATE INDEX `update_credits_person` ON `update_credits` (`person_id`);--> statement-breakpoint
CREATE TABLE `update_keys` (
	`sender` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`update_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`sender`, `key`)
);
--> statement-breakpoint
CREATE INDEX `update_keys_created` ON `update_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `update_revisions` (
	`update_id` text NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`status` text,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`anchor` text,
	`created_at` integer NOT NULL,
	`replaced_at` integer NOT NULL,
	PRIMARY KEY(`update_id`, `revision`),
	FOREIGN KEY (`update_id`) REFERENCES `updates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `updates` (
	`id` text PRIMARY KEY NOT NULL,
	`story_id` text NOT NULL,
	`state` text NOT NULL,
	`number` integer,
	`kind` text NOT NULL,
	`status` text,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`anchor` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`person_id` text,
	`author_name` text NOT NULL,
	`answers_case_id` text,
	`created_at` integer NOT NULL,
	`scheduled_for` integer,
	`published_at` integer,
	`edited_at` integer,
	`withdrawn_at` integer,
	`withdrawal` text,
	`import_key` text,
	FOREIGN KEY (`story_id`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `updates_number` ON `updates` (`story_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `updates_import_key` ON `updates` (`import_key`);--> statement-breakpoint
CREATE INDEX `updates_case` ON `updates` (`answers_case_id`);--> statement-breakpoint
CREATE INDEX `updates_scheduled` ON `updates` (`story_id`,`state`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`type` text NOT NULL,
	`story_id` text,
	`subject_id` text,
	`created_at` integer NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`last_at` integer,
	`status` integer,
	`answer` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`state`,`webhook_id`,`due_at`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_of` ON `webhook_deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_created` ON `webhook_deliveries` (`created_at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`format` text NOT NULL,
	`events` text NOT NULL,
	`state` text NOT NULL,
	`secret` text NOT NULL,
	`old_secret` text,
	`old_secret_until` integer,
	`failing_since` integer,
	`created_at` integer NOT NULL
);
