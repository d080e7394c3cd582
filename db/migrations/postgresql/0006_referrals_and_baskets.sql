CREATE TABLE "baskets" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"order_id" text NOT NULL,
	"counted" jsonb NOT NULL,
	"stale_since" timestamp (3) with time zone
);
--> statement-breakpoint
DROP INDEX "referrals_due";--> statement-breakpoint
ALTER TABLE "referral_codes" ADD COLUMN "device_hashes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "referrals" ADD COLUMN "promise" jsonb;--> statement-breakpoint
ALTER TABLE "referrals" ADD COLUMN "ordered_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "baskets_order" ON "baskets" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "baskets_stale" ON "baskets" USING btree ("brand_id","stale_since");--> statement-breakpoint
CREATE INDEX "referrals_due" ON "referrals" USING btree ("brand_id","status","reward_at");