CREATE TABLE "campaign_sends" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"product_id" text,
	"content" jsonb NOT NULL,
	"audience" text DEFAULT 'listed' NOT NULL,
	"filled_to" text,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"topic" text NOT NULL,
	"channel" text NOT NULL,
	"given" boolean NOT NULL,
	"source" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_hash" text NOT NULL,
	"pseudonym" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"digest" text NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"order_id" text,
	"topic" text NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"occurrence" text NOT NULL,
	"status" text NOT NULL,
	"channel" text,
	"why" text,
	"sent_as" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "passkey_challenges" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"browser_hash" text NOT NULL,
	"challenge" text NOT NULL,
	"purpose" text NOT NULL,
	"customer_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" integer NOT NULL,
	"transports" jsonb NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sms_connections" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"url" text NOT NULL,
	"from" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "baskets" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"order_id" text NOT NULL,
	"counted" jsonb NOT NULL,
	"stale_since" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "expiry_pauses" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"reason" text NOT NULL,
	"source_id" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "loyalty_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"tier" text,
	"tier_since" timestamp (3) with time zone,
	"tier_until" timestamp (3) with time zone,
	"tier_grace_until" timestamp (3) with time zone,
	"last_activity_at" timestamp (3) with time zone NOT NULL,
	"risk_told_for" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "point_debts" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"refund_id" text NOT NULL,
	"points" bigint NOT NULL,
	"settled" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "point_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"kind" text NOT NULL,
	"points" bigint NOT NULL,
	"source" text NOT NULL,
	"order_id" text,
	"refund_id" text,
	"redemption_id" text,
	"qualifying_points" bigint NOT NULL,
	"qualifying_spend_minor" bigint NOT NULL,
	"rule" jsonb,
	"note" text,
	"by" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "point_lots" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"kind" text NOT NULL,
	"order_id" text,
	"points" bigint NOT NULL,
	"remaining" bigint NOT NULL,
	"earned_at" timestamp (3) with time zone NOT NULL,
	"spendable_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"grace_until" timestamp (3) with time zone,
	"expired_at" timestamp (3) with time zone,
	"unlock_told_at" timestamp (3) with time zone,
	"expiring_told_for" text,
	"expiring_told_days" integer
);
--> statement-breakpoint
CREATE TABLE "product_pairs" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"product_id" text NOT NULL,
	"with_product_id" text NOT NULL,
	"orders" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"image_url" text,
	"url" text,
	"price_minor" bigint,
	"currency" text,
	"in_stock" boolean NOT NULL,
	"swap_group" text,
	"early_access_tier" text,
	"early_access_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "redemptions" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"reward_id" text,
	"external_id" text,
	"points" bigint NOT NULL,
	"status" text NOT NULL,
	"promise" jsonb NOT NULL,
	"sealed_code" text,
	"code_hash" text,
	"held_until" timestamp (3) with time zone,
	"code_until" timestamp (3) with time zone,
	"order_id" text,
	"why" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "referral_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"code" text NOT NULL,
	"device_hashes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"referrer_id" text NOT NULL,
	"code_id" text NOT NULL,
	"friend_id" text,
	"order_id" text,
	"status" text NOT NULL,
	"held_for" jsonb NOT NULL,
	"promise" jsonb,
	"visit_hash" text,
	"device_hash" text,
	"ordered_at" timestamp (3) with time zone,
	"reward_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"settled_by" text
);
--> statement-breakpoint
CREATE TABLE "reward_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"reward_id" text NOT NULL,
	"sealed_code" text NOT NULL,
	"code_hash" text NOT NULL,
	"redemption_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rewards" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" jsonb NOT NULL,
	"price_points" bigint NOT NULL,
	"value_minor" bigint,
	"currency" text,
	"percent" integer,
	"product_id" text,
	"image_url" text,
	"minimum_order_minor" bigint,
	"fulfilment" text NOT NULL,
	"valid_days" integer NOT NULL,
	"from_tier" text,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tier_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"from" text,
	"to" text,
	"qualifying" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"action" text NOT NULL,
	"input" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"status" text NOT NULL,
	"why" text,
	"by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"answer_by" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "cause_id" text;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "occurrence" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "birthday" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "set_by_shopper" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tax_minor" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "shipping_minor" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "discount_minor" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "codes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "payment_hash" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "skipped_on" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "paused_until" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "delivery_address" jsonb;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "discount" jsonb;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "reminded_for" text;--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_sends_person" ON "campaign_sends" USING btree ("campaign_id","customer_id");--> statement-breakpoint
CREATE INDEX "campaign_sends_status" ON "campaign_sends" USING btree ("campaign_id","status","id");--> statement-breakpoint
CREATE INDEX "campaign_sends_customer" ON "campaign_sends" USING btree ("brand_id","customer_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_external" ON "campaigns" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "campaigns_status" ON "campaigns" USING btree ("brand_id","status");--> statement-breakpoint
CREATE INDEX "consents_customer" ON "consents" USING btree ("brand_id","customer_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_customer" ON "erasures" USING btree ("brand_id","customer_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_settings_customer" ON "notice_settings" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_occurrence" ON "notices" USING btree ("brand_id","customer_id","occurrence");--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("status","due_at");--> statement-breakpoint
CREATE INDEX "notices_customer" ON "notices" USING btree ("brand_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "passkey_challenges_browser" ON "passkey_challenges" USING btree ("browser_hash");--> statement-breakpoint
CREATE INDEX "passkey_challenges_expiry" ON "passkey_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "passkeys" USING btree ("brand_id","credential_id");--> statement-breakpoint
CREATE INDEX "passkeys_customer" ON "passkeys" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sms_connections_brand" ON "sms_connections" USING btree ("brand_id");--> statement-breakpoint
CREATE UNIQUE INDEX "baskets_order" ON "baskets" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "baskets_stale" ON "baskets" USING btree ("brand_id","stale_since");--> statement-breakpoint
CREATE UNIQUE INDEX "expiry_pauses_source" ON "expiry_pauses" USING btree ("brand_id","reason","source_id");--> statement-breakpoint
CREATE INDEX "expiry_pauses_customer" ON "expiry_pauses" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "loyalty_accounts_customer" ON "loyalty_accounts" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "point_debts_refund" ON "point_debts" USING btree ("brand_id","refund_id");--> statement-breakpoint
CREATE INDEX "point_debts_customer" ON "point_debts" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "point_entries_source" ON "point_entries" USING btree ("brand_id","source","lot_id");--> statement-breakpoint
CREATE INDEX "point_entries_customer" ON "point_entries" USING btree ("brand_id","customer_id","at");--> statement-breakpoint
CREATE INDEX "point_entries_lot" ON "point_entries" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "point_entries_order" ON "point_entries" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "point_entries_redemption" ON "point_entries" USING btree ("redemption_id");--> statement-breakpoint
CREATE INDEX "point_lots_customer" ON "point_lots" USING btree ("brand_id","customer_id","earned_at");--> statement-breakpoint
CREATE INDEX "point_lots_order" ON "point_lots" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "point_lots_expiry" ON "point_lots" USING btree ("brand_id","expires_at") WHERE remaining > 0;--> statement-breakpoint
CREATE INDEX "point_lots_spendable" ON "point_lots" USING btree ("brand_id","spendable_at") WHERE unlock_told_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "product_pairs_pair" ON "product_pairs" USING btree ("brand_id","product_id","with_product_id");--> statement-breakpoint
CREATE INDEX "product_pairs_best" ON "product_pairs" USING btree ("brand_id","product_id","orders");--> statement-breakpoint
CREATE UNIQUE INDEX "products_external" ON "products" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "products_swap" ON "products" USING btree ("brand_id","swap_group");--> statement-breakpoint
CREATE INDEX "products_early" ON "products" USING btree ("brand_id","early_access_until");--> statement-breakpoint
CREATE UNIQUE INDEX "redemptions_external" ON "redemptions" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "redemptions_customer" ON "redemptions" USING btree ("brand_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "redemptions_held" ON "redemptions" USING btree ("status","held_until");--> statement-breakpoint
CREATE INDEX "redemptions_code" ON "redemptions" USING btree ("brand_id","code_hash");--> statement-breakpoint
CREATE INDEX "redemptions_order" ON "redemptions" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "referral_codes_code" ON "referral_codes" USING btree ("brand_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "referral_codes_customer" ON "referral_codes" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE INDEX "referrals_referrer" ON "referrals" USING btree ("brand_id","referrer_id","created_at");--> statement-breakpoint
CREATE INDEX "referrals_order" ON "referrals" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "referrals_friend" ON "referrals" USING btree ("brand_id","friend_id") WHERE friend_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "referrals_visit" ON "referrals" USING btree ("brand_id","visit_hash");--> statement-breakpoint
CREATE INDEX "referrals_due" ON "referrals" USING btree ("brand_id","status","reward_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reward_codes_code" ON "reward_codes" USING btree ("brand_id","code_hash");--> statement-breakpoint
CREATE INDEX "reward_codes_free" ON "reward_codes" USING btree ("reward_id","redemption_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rewards_external" ON "rewards" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "tier_changes_customer" ON "tier_changes" USING btree ("brand_id","customer_id","at");--> statement-breakpoint
CREATE INDEX "subscription_changes_subscription" ON "subscription_changes" USING btree ("subscription_id","created_at");--> statement-breakpoint
CREATE INDEX "subscription_changes_customer" ON "subscription_changes" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE INDEX "subscription_changes_open" ON "subscription_changes" USING btree ("status","answer_by");--> statement-breakpoint
CREATE INDEX "outbox_messages_occurrence" ON "outbox_messages" USING btree ("brand_id","occurrence");--> statement-breakpoint
CREATE INDEX "outbox_messages_customer" ON "outbox_messages" USING btree ("brand_id","customer_id","id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "outbox_messages_cause" ON "outbox_messages" USING btree ("cause_id") WHERE cause_id is not null;--> statement-breakpoint
CREATE INDEX "customers_birthday" ON "customers" USING btree ("brand_id","birthday");--> statement-breakpoint
CREATE INDEX "subscriptions_next" ON "subscriptions" USING btree ("brand_id","status","next_charge_on");