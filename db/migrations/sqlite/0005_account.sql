CREATE TABLE `campaign_sends` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`channel` text NOT NULL,
	`status` text NOT NULL,
	`reasons` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_sends_person` ON `campaign_sends` (`campaign_id`,`customer_id`);--> statement-breakpoint
CREATE INDEX `campaign_sends_status` ON `campaign_sends` (`campaign_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `campaign_sends_customer` ON `campaign_sends` (`brand_id`,`customer_id`,`at`);--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`channel` text NOT NULL,
	`product_id` text,
	`content` text NOT NULL,
	`audience` text DEFAULT 'listed' NOT NULL,
	`filled_to` text,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaigns_external` ON `campaigns` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `campaigns_status` ON `campaigns` (`brand_id`,`status`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`topic` text NOT NULL,
	`channel` text NOT NULL,
	`given` integer NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consents_customer` ON `consents` (`brand_id`,`customer_id`,`at`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_hash` text NOT NULL,
	`pseudonym` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasures_customer` ON `erasures` (`brand_id`,`customer_hash`);--> statement-breakpoint
CREATE TABLE `notice_settings` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`digest` text NOT NULL,
	`quiet_from` text,
	`quiet_to` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_settings_customer` ON `notice_settings` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`order_id` text,
	`topic` text NOT NULL,
	`kind` text NOT NULL,
	`data` text NOT NULL,
	`occurrence` text NOT NULL,
	`status` text NOT NULL,
	`channel` text,
	`why` text,
	`sent_as` text,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_occurrence` ON `notices` (`brand_id`,`customer_id`,`occurrence`);--> statement-breakpoint
CREATE INDEX `notices_due` ON `notices` (`status`,`due_at`);--> statement-breakpoint
CREATE INDEX `notices_customer` ON `notices` (`brand_id`,`customer_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `passkey_challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`browser_hash` text NOT NULL,
	`challenge` text NOT NULL,
	`purpose` text NOT NULL,
	`customer_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `passkey_challenges_browser` ON `passkey_challenges` (`browser_hash`);--> statement-breakpoint
CREATE INDEX `passkey_challenges_expiry` ON `passkey_challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkeys_credential` ON `passkeys` (`brand_id`,`credential_id`);--> statement-breakpoint
CREATE INDEX `passkeys_customer` ON `passkeys` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE TABLE `sms_connections` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`url` text NOT NULL,
	`from` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sms_connections_brand` ON `sms_connections` (`brand_id`);--> statement-breakpoint
CREATE TABLE `baskets` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`order_id` text NOT NULL,
	`counted` text NOT NULL,
	`stale_since` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `baskets_order` ON `baskets` (`order_id`);--> statement-breakpoint
CREATE INDEX `baskets_stale` ON `baskets` (`brand_id`,`stale_since`);--> statement-breakpoint
CREATE TABLE `expiry_pauses` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`reason` text NOT NULL,
	`source_id` text NOT NULL,
	`from` integer NOT NULL,
	`until` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `expiry_pauses_source` ON `expiry_pauses` (`brand_id`,`reason`,`source_id`);--> statement-breakpoint
CREATE INDEX `expiry_pauses_customer` ON `expiry_pauses` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE TABLE `loyalty_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`tier` text,
	`tier_since` integer,
	`tier_until` integer,
	`tier_grace_until` integer,
	`last_activity_at` integer NOT NULL,
	`risk_told_for` text,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `loyalty_accounts_customer` ON `loyalty_accounts` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE TABLE `point_debts` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`refund_id` text NOT NULL,
	`points` integer NOT NULL,
	`settled` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `point_debts_refund` ON `point_debts` (`brand_id`,`refund_id`);--> statement-breakpoint
CREATE INDEX `point_debts_customer` ON `point_debts` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE TABLE `point_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`lot_id` text NOT NULL,
	`kind` text NOT NULL,
	`points` integer NOT NULL,
	`source` text NOT NULL,
	`order_id` text,
	`refund_id` text,
	`redemption_id` text,
	`qualifying_points` integer NOT NULL,
	`qualifying_spend_minor` integer NOT NULL,
	`rule` text,
	`note` text,
	`by` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `point_entries_source` ON `point_entries` (`brand_id`,`source`,`lot_id`);--> statement-breakpoint
CREATE INDEX `point_entries_customer` ON `point_entries` (`brand_id`,`customer_id`,`at`);--> statement-breakpoint
CREATE INDEX `point_entries_lot` ON `point_entries` (`lot_id`);--> statement-breakpoint
CREATE INDEX `point_entries_order` ON `point_entries` (`order_id`);--> statement-breakpoint
CREATE INDEX `point_entries_redemption` ON `point_entries` (`redemption_id`);--> statement-breakpoint
CREATE TABLE `point_lots` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`order_id` text,
	`points` integer NOT NULL,
	`remaining` integer NOT NULL,
	`earned_at` integer NOT NULL,
	`spendable_at` integer,
	`expires_at` integer,
	`grace_until` integer,
	`expired_at` integer,
	`unlock_told_at` integer,
	`expiring_told_for` text,
	`expiring_told_days` integer
);
--> statement-breakpoint
CREATE INDEX `point_lots_customer` ON `point_lots` (`brand_id`,`customer_id`,`earned_at`);--> statement-breakpoint
CREATE INDEX `point_lots_order` ON `point_lots` (`order_id`);--> statement-breakpoint
CREATE INDEX `point_lots_expiry` ON `point_lots` (`brand_id`,`expires_at`) WHERE remaining > 0;--> statement-breakpoint
CREATE INDEX `point_lots_spendable` ON `point_lots` (`brand_id`,`spendable_at`) WHERE unlock_told_at is null;--> statement-breakpoint
CREATE TABLE `product_pairs` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`product_id` text NOT NULL,
	`with_product_id` text NOT NULL,
	`orders` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_pairs_pair` ON `product_pairs` (`brand_id`,`product_id`,`with_product_id`);--> statement-breakpoint
CREATE INDEX `product_pairs_best` ON `product_pairs` (`brand_id`,`product_id`,`orders`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`image_url` text,
	`url` text,
	`price_minor` integer,
	`currency` text,
	`in_stock` integer NOT NULL,
	`swap_group` text,
	`early_access_tier` text,
	`early_access_until` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_external` ON `products` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `products_swap` ON `products` (`brand_id`,`swap_group`);--> statement-breakpoint
CREATE INDEX `products_early` ON `products` (`brand_id`,`early_access_until`);--> statement-breakpoint
CREATE TABLE `redemptions` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`reward_id` text,
	`external_id` text,
	`points` integer NOT NULL,
	`status` text NOT NULL,
	`promise` text NOT NULL,
	`sealed_code` text,
	`code_hash` text,
	`held_until` integer,
	`code_until` integer,
	`order_id` text,
	`why` text,
	`created_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redemptions_external` ON `redemptions` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `redemptions_customer` ON `redemptions` (`brand_id`,`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `redemptions_held` ON `redemptions` (`status`,`held_until`);--> statement-breakpoint
CREATE INDEX `redemptions_code` ON `redemptions` (`brand_id`,`code_hash`);--> statement-breakpoint
CREATE INDEX `redemptions_order` ON `redemptions` (`order_id`);--> statement-breakpoint
CREATE TABLE `referral_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`code` text NOT NULL,
	`device_hashes` text DEFAULT '[]' NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `referral_codes_code` ON `referral_codes` (`brand_id`,`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `referral_codes_customer` ON `referral_codes` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE TABLE `referrals` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`referrer_id` text NOT NULL,
	`code_id` text NOT NULL,
	`friend_id` text,
	`order_id` text,
	`status` text NOT NULL,
	`held_for` text NOT NULL,
	`promise` text,
	`visit_hash` text,
	`device_hash` text,
	`ordered_at` integer,
	`reward_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`settled_by` text
);
--> statement-breakpoint
CREATE INDEX `referrals_referrer` ON `referrals` (`brand_id`,`referrer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `referrals_order` ON `referrals` (`order_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `referrals_friend` ON `referrals` (`brand_id`,`friend_id`) WHERE friend_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `referrals_visit` ON `referrals` (`brand_id`,`visit_hash`);--> statement-breakpoint
CREATE INDEX `referrals_due` ON `referrals` (`brand_id`,`status`,`reward_at`);--> statement-breakpoint
CREATE TABLE `reward_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`reward_id` text NOT NULL,
	`sealed_code` text NOT NULL,
	`code_hash` text NOT NULL,
	`redemption_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reward_codes_code` ON `reward_codes` (`brand_id`,`code_hash`);--> statement-breakpoint
CREATE INDEX `reward_codes_free` ON `reward_codes` (`reward_id`,`redemption_id`);--> statement-breakpoint
CREATE TABLE `rewards` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`external_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`price_points` integer NOT NULL,
	`value_minor` integer,
	`currency` text,
	`percent` integer,
	`product_id` text,
	`image_url` text,
	`minimum_order_minor` integer,
	`fulfilment` text NOT NULL,
	`valid_days` integer NOT NULL,
	`from_tier` text,
	`position` integer NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rewards_external` ON `rewards` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE TABLE `tier_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`from` text,
	`to` text,
	`qualifying` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tier_changes_customer` ON `tier_changes` (`brand_id`,`customer_id`,`at`);--> statement-breakpoint
CREATE TABLE `subscription_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`action` text NOT NULL,
	`input` text NOT NULL,
	`before` text NOT NULL,
	`status` text NOT NULL,
	`why` text,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	`answer_by` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `subscription_changes_subscription` ON `subscription_changes` (`subscription_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `subscription_changes_customer` ON `subscription_changes` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE INDEX `subscription_changes_open` ON `subscription_changes` (`status`,`answer_by`);--> statement-breakpoint
ALTER TABLE `outbox_messages` ADD `cause_id` text;--> statement-breakpoint
ALTER TABLE `outbox_messages` ADD `occurrence` text;--> statement-breakpoint
CREATE INDEX `outbox_messages_occurrence` ON `outbox_messages` (`brand_id`,`occurrence`);--> statement-breakpoint
CREATE INDEX `outbox_messages_customer` ON `outbox_messages` (`brand_id`,`customer_id`,`id`) WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX `outbox_messages_cause` ON `outbox_messages` (`cause_id`) WHERE cause_id is not null;--> statement-breakpoint
ALTER TABLE `customers` ADD `birthday` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `set_by_shopper` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `customers_birthday` ON `customers` (`brand_id`,`birthday`);--> statement-breakpoint
ALTER TABLE `orders` ADD `tax_minor` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `shipping_minor` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `discount_minor` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `codes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `payment_hash` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `skipped_on` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `paused_until` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `delivery_address` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `discount` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `cancel_reason` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `cancelled_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `reminded_for` text;--> statement-breakpoint
CREATE INDEX `subscriptions_next` ON `subscriptions` (`brand_id`,`status`,`next_charge_on`);