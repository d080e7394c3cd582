ALTER TABLE `brands` ADD `settings_at` integer;--> statement-breakpoint
ALTER TABLE `products` ADD `early_access_from` text;