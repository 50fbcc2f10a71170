ALTER TABLE "levels" ADD COLUMN "orphan_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "artifacts_level" ON "artifacts" USING btree ("level_no");--> statement-breakpoint
CREATE INDEX "exports_artifact" ON "exports" USING btree ("artifact_id");--> statement-breakpoint
CREATE INDEX "model_versions_export" ON "model_versions" USING btree ("export_id");--> statement-breakpoint
CREATE UNIQUE INDEX "model_versions_production" ON "model_versions" USING btree ("model") WHERE "model_versions"."stage" = 'production';--> statement-breakpoint
CREATE INDEX "tickets_artifact" ON "tickets" USING btree ("artifact_id");--> statement-breakpoint
CREATE INDEX "attempts_logs" ON "attempts" USING btree ("ended_at") WHERE "attempts"."log" is not null;