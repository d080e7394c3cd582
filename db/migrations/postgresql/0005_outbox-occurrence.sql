ALTER TABLE "outbox_messages" ADD COLUMN "occurrence" text;--> statement-breakpoint
CREATE INDEX "outbox_messages_occurrence" ON "outbox_messages" USING btree ("brand_id","occurrence");