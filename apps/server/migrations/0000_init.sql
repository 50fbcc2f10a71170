CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"user_id" text,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "tokens_role" CHECK ("tokens"."role" in ('viewer', 'editor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('viewer', 'editor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_counter" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"last" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"type" text NOT NULL,
	"studies" text[] NOT NULL,
	"trial_id" text,
	"level_id" text,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"body" text NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "tags_subject_subject_id_tag_pk" PRIMARY KEY("subject","subject_id","tag")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"version" text NOT NULL,
	"device" text NOT NULL,
	"provider" text NOT NULL,
	"slots" integer NOT NULL,
	"state" text DEFAULT 'live' NOT NULL,
	"memory" jsonb,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "artifact_parents" (
	"child_id" text NOT NULL,
	"parent_id" text NOT NULL,
	"relation" text NOT NULL,
	CONSTRAINT "artifact_parents_child_id_parent_id_pk" PRIMARY KEY("child_id","parent_id")
);
--> statement-breakpoint
CREATE TABLE "artifacts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"level_no" bigint,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" text PRIMARY KEY NOT NULL,
	"level_no" bigint NOT NULL,
	"state" text NOT NULL,
	"delivery" uuid,
	"attempt" integer DEFAULT 0 NOT NULL,
	"worker_id" text,
	"artifact_id" text,
	"verification" jsonb,
	"error" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "model_versions" (
	"model" text NOT NULL,
	"version" integer NOT NULL,
	"stage" text DEFAULT 'none' NOT NULL,
	"export_id" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_versions_model_version_pk" PRIMARY KEY("model","version")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"name" text PRIMARY KEY NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"level_no" bigint PRIMARY KEY NOT NULL,
	"artifact_id" text NOT NULL,
	"kept" bigint NOT NULL,
	"total" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_chunks" (
	"level_no" bigint NOT NULL,
	"series" text NOT NULL,
	"from_step" integer NOT NULL,
	"to_step" integer NOT NULL,
	"count" integer NOT NULL,
	"steps" "bytea" NOT NULL,
	"values" "bytea" NOT NULL,
	CONSTRAINT "metric_chunks_level_no_series_from_step_pk" PRIMARY KEY("level_no","series","from_step")
);
--> statement-breakpoint
CREATE TABLE "arms" (
	"study_id" text NOT NULL,
	"id" text NOT NULL,
	"label" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "arms_study_id_id_pk" PRIMARY KEY("study_id","id")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"level_no" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"worker_id" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"outcome" text,
	"error" jsonb,
	"log" text,
	CONSTRAINT "attempts_level_no_attempt_pk" PRIMARY KEY("level_no","attempt")
);
--> statement-breakpoint
CREATE TABLE "levels" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "levels_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"trial_id" text NOT NULL,
	"level" integer NOT NULL,
	"parent_id" text,
	"state" text NOT NULL,
	"stop_requested" text,
	"device" text DEFAULT 'cpu' NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"height" integer DEFAULT 0 NOT NULL,
	"delivery" uuid,
	"attempt" integer DEFAULT 0 NOT NULL,
	"worker_id" text,
	"crashes" integer DEFAULT 0 NOT NULL,
	"losses" integer DEFAULT 0 NOT NULL,
	"steps" integer NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"metrics_step" integer DEFAULT -1 NOT NULL,
	"checkpoint_step" integer,
	"checkpoint_sha256" text,
	"density" jsonb,
	"layers" jsonb,
	"metrics" jsonb,
	"record" jsonb,
	"error" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "levels_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "studies" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"preset" text,
	"declaration" jsonb NOT NULL,
	"scale" text NOT NULL,
	"options" jsonb NOT NULL,
	"plan_hash" text NOT NULL,
	"device" text DEFAULT 'cpu' NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"retry_limit" integer DEFAULT 2 NOT NULL,
	"cloned_from" text,
	"owner" text NOT NULL,
	"desired" text DEFAULT 'run' NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"trials" integer DEFAULT 0 NOT NULL,
	"levels" integer DEFAULT 0 NOT NULL,
	"levels_done" integer DEFAULT 0 NOT NULL,
	"levels_failed" integer DEFAULT 0 NOT NULL,
	"levels_running" integer DEFAULT 0 NOT NULL,
	"steps" bigint DEFAULT 0 NOT NULL,
	"steps_done" bigint DEFAULT 0 NOT NULL,
	"revision" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"archived_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "study_levels" (
	"study_id" text NOT NULL,
	"level_no" bigint NOT NULL,
	CONSTRAINT "study_levels_study_id_level_no_pk" PRIMARY KEY("study_id","level_no")
);
--> statement-breakpoint
CREATE TABLE "study_trials" (
	"study_id" text NOT NULL,
	"arm_id" text NOT NULL,
	"draw" integer NOT NULL,
	"trial_id" text NOT NULL,
	CONSTRAINT "study_trials_study_id_arm_id_draw_trial_id_pk" PRIMARY KEY("study_id","arm_id","draw","trial_id")
);
--> statement-breakpoint
CREATE TABLE "trials" (
	"id" text PRIMARY KEY NOT NULL,
	"recipe_hash" text NOT NULL,
	"seed" bigint NOT NULL,
	"recipe" jsonb NOT NULL,
	"desired" text DEFAULT 'run' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifact_parents" ADD CONSTRAINT "artifact_parents_child_id_artifacts_id_fk" FOREIGN KEY ("child_id") REFERENCES "public"."artifacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifact_parents" ADD CONSTRAINT "artifact_parents_parent_id_artifacts_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."artifacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_level_no_levels_no_fk" FOREIGN KEY ("level_no") REFERENCES "public"."levels"("no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_level_no_levels_no_fk" FOREIGN KEY ("level_no") REFERENCES "public"."levels"("no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_artifact_id_artifacts_id_fk" FOREIGN KEY ("artifact_id") REFERENCES "public"."artifacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_model_models_name_fk" FOREIGN KEY ("model") REFERENCES "public"."models"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_export_id_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."exports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_level_no_levels_no_fk" FOREIGN KEY ("level_no") REFERENCES "public"."levels"("no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_artifact_id_artifacts_id_fk" FOREIGN KEY ("artifact_id") REFERENCES "public"."artifacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_chunks" ADD CONSTRAINT "metric_chunks_level_no_levels_no_fk" FOREIGN KEY ("level_no") REFERENCES "public"."levels"("no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arms" ADD CONSTRAINT "arms_study_id_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_level_no_levels_no_fk" FOREIGN KEY ("level_no") REFERENCES "public"."levels"("no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "levels" ADD CONSTRAINT "levels_trial_id_trials_id_fk" FOREIGN KEY ("trial_id") REFERENCES "public"."trials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_levels" ADD CONSTRAINT "study_levels_study_id_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_levels" ADD CONSTRAINT "study_levels_level_no_levels_no_fk" FOREIGN KEY ("level_no") REFERENCES "public"."levels"("no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_trials" ADD CONSTRAINT "study_trials_study_id_studies_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_trials" ADD CONSTRAINT "study_trials_trial_id_trials_id_fk" FOREIGN KEY ("trial_id") REFERENCES "public"."trials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_provider" ON "accounts" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "tokens_user" ON "tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "notes_subject" ON "notes" USING btree ("subject","subject_id","created_at");--> statement-breakpoint
CREATE INDEX "tags_tag" ON "tags" USING btree ("tag");--> statement-breakpoint
CREATE INDEX "workers_state" ON "workers" USING btree ("state","heartbeat_at");--> statement-breakpoint
CREATE INDEX "artifact_parents_parent" ON "artifact_parents" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "artifacts_level_kind" ON "artifacts" USING btree ("level_no","kind") WHERE "artifacts"."kind" in ('ticket', 'final', 'result');--> statement-breakpoint
CREATE INDEX "artifacts_sha256" ON "artifacts" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "artifacts_created" ON "artifacts" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "exports_level" ON "exports" USING btree ("level_no");--> statement-breakpoint
CREATE INDEX "exports_created" ON "exports" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "levels_trial" ON "levels" USING btree ("trial_id","level");--> statement-breakpoint
CREATE INDEX "levels_parent" ON "levels" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "levels_worker" ON "levels" USING btree ("worker_id") WHERE "levels"."state" = 'running';--> statement-breakpoint
CREATE INDEX "levels_waiting" ON "levels" USING btree ("state") WHERE "levels"."state" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "studies_created" ON "studies" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "studies_updated" ON "studies" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "studies_name" ON "studies" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "studies_state" ON "studies" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "study_levels_level" ON "study_levels" USING btree ("level_no");--> statement-breakpoint
CREATE INDEX "study_trials_trial" ON "study_trials" USING btree ("trial_id");--> statement-breakpoint
CREATE INDEX "trials_recipe" ON "trials" USING btree ("recipe_hash","seed");--> statement-breakpoint
CREATE INDEX "trials_created" ON "trials" USING btree ("created_at","id");--> statement-breakpoint
INSERT INTO "event_counter" ("one", "last") VALUES (1, 0);
