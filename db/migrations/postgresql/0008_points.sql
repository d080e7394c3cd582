ALTER TABLE "point_lots" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "birthday_set_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "joined_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "shipping_minor" bigint;