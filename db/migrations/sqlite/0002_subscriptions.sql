CREATE TABLE `poll_quotas` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`day` text NOT NULL,
	`requests` integer NOT NULL,
	`failures` integer NOT NULL,
	`paused_until` integer,
	`last_reason` text
);
--> statement-breakpoint
CREATE TABLE `shipment_polls` (
	`shipment_id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`next_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`last_outcome` text,
	`polled_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `shipment_polls_due` ON `shipment_polls` (`brand_id`,`next_at`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`external_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`source` text NOT NULL,
	`status` text NOT NULL,
	`items` text NOT NULL,
	`currency` text NOT NULL,
	`interval_count` integer NOT NULL,
	`interval_unit` text NOT NULL,
	`next_charge_on` text,
	`origin_order_id` text,
	`started_at` integer NOT NULL,
	`source_updated_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_external` ON `subscriptions` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_customer` ON `subscriptions` (`brand_id`,`customer_id`);