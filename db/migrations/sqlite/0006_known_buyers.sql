ALTER TABLE `customers` ADD `mailbox` text;--> statement-breakpoint
CREATE INDEX `customers_mailbox` ON `customers` (`brand_id`,`mailbox`);--> statement-breakpoint
CREATE INDEX `orders_payment` ON `orders` (`brand_id`,`payment_hash`) WHERE payment_hash is not null;