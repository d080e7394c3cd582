DROP INDEX `point_lots_expiry`;--> statement-breakpoint
DROP INDEX `point_lots_spendable`;--> statement-breakpoint
ALTER TABLE `point_lots` ADD `expiring_told_for` text;--> statement-breakpoint
ALTER TABLE `point_lots` ADD `expiring_told_days` integer;--> statement-breakpoint
CREATE INDEX `point_lots_expiry` ON `point_lots` (`brand_id`,`expires_at`) WHERE remaining > 0;--> statement-breakpoint
CREATE INDEX `point_lots_spendable` ON `point_lots` (`brand_id`,`spendable_at`) WHERE unlock_told_at is null;--> statement-breakpoint
ALTER TABLE `loyalty_accounts` ADD `risk_told_for` text;--> statement-breakpoint
ALTER TABLE `redemptions` ADD `code_hash` text;--> statement-breakpoint
CREATE INDEX `redemptions_code` ON `redemptions` (`brand_id`,`code_hash`);--> statement-breakpoint
CREATE INDEX `redemptions_order` ON `redemptions` (`order_id`);--> statement-breakpoint
CREATE INDEX `point_entries_redemption` ON `point_entries` (`redemption_id`);--> statement-breakpoint
CREATE INDEX `customers_birthday` ON `customers` (`brand_id`,`birthday`);