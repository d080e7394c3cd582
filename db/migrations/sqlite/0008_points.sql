ALTER TABLE `point_lots` ADD `waits_for` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `birthday_set_at` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `joined_at` integer;--> statement-breakpoint
ALTER TABLE `refunds` ADD `shipping_minor` integer;