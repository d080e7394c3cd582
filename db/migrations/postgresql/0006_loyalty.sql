DROP INDEX "point_lots_expiry";--> statement-breakpoint
DROP INDEX "point_lots_spendable";--> statement-breakpoint
ALTER TABLE "loyalty_accounts" ADD COLUMN "risk_told_for" text;--> statement-breakpoint
ALTER TABLE "point_lots" ADD COLUMN "expiring_told_for" text;--> statement-breakpoint
ALTER TABLE "point_lots" ADD COLUMN "expiring_told_days" integer;--> statement-breakpoint
ALTER TABLE "redemptions" ADD COLUMN "code_hash" text;--> statement-breakpoint
CREATE INDEX "point_entries_redemption" ON "point_entries" USING btree ("redemption_id");--> statement-breakpoint
CREATE INDEX "redemptions_code" ON "redemptions" USING btree ("brand_id","code_hash");--> statement-breakpoint
CREATE INDEX "redemptions_order" ON "redemptions" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "customers_birthday" ON "customers" USING btree ("brand_id","birthday");--> statement-breakpoint
CREATE INDEX "point_lots_expiry" ON "point_lots" USING btree ("brand_id","expires_at") WHERE remaining > 0;--> statement-breakpoint
CREATE INDEX "point_lots_spendable" ON "point_lots" USING btree ("brand_id","spendable_at") WHERE unlock_told_at is null;