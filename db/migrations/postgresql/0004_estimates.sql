CREATE TABLE "estimate_models" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"trained_at" timestamp (3) with time zone NOT NULL,
	"rows" integer NOT NULL,
	"model" jsonb
);
--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "our_from" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "our_to" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "miss_probability" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "estimate_models_brand" ON "estimate_models" USING btree ("brand_id");