ALTER TABLE "brands" ADD COLUMN "settings_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "early_access_from" jsonb;