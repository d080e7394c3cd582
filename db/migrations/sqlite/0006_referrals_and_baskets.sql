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
DROP INDEX `referrals_due`;--> statement-breakpoint
ALTER TABLE `referrals` ADD `promise` text;--> statement-breakpoint
ALTER TABLE `referrals` ADD `ordered_at` integer;--> statement-breakpoint
CREATE INDEX `referrals_due` ON `referrals` (`brand_id`,`status`,`reward_at`);--> statement-breakpoint
ALTER TABLE `referral_codes` ADD `device_hashes` text DEFAULT '[]' NOT NULL;