CREATE TABLE `delivery_asks` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`order_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`status` text NOT NULL,
	`due_at` integer NOT NULL,
	`channel` text,
	`dropped_why` text,
	`asked_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_asks_shipment` ON `delivery_asks` (`brand_id`,`shipment_id`);--> statement-breakpoint
CREATE INDEX `delivery_asks_due` ON `delivery_asks` (`status`,`due_at`);--> statement-breakpoint
CREATE INDEX `delivery_asks_customer` ON `delivery_asks` (`brand_id`,`customer_id`,`asked_at`);--> statement-breakpoint
CREATE TABLE `push_follows` (
	`brand_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`order_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`subscription_id`, `order_id`)
);
--> statement-breakpoint
CREATE INDEX `push_follows_order` ON `push_follows` (`brand_id`,`order_id`);--> statement-breakpoint
CREATE TABLE `push_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`public_key` text NOT NULL,
	`sealed_private_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_keys_brand` ON `push_keys` (`brand_id`);--> statement-breakpoint
CREATE TABLE `push_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`device_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscriptions_device` ON `push_subscriptions` (`brand_id`,`device_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscriptions_endpoint` ON `push_subscriptions` (`brand_id`,`endpoint`);--> statement-breakpoint
CREATE TABLE `shipment_watches` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`reason` text NOT NULL,
	`since` integer NOT NULL,
	`noted_at` integer NOT NULL,
	`left_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipment_watches_reason` ON `shipment_watches` (`shipment_id`,`reason`);--> statement-breakpoint
CREATE INDEX `shipment_watches_brand` ON `shipment_watches` (`brand_id`,`left_at`,`shipment_id`);--> statement-breakpoint
CREATE INDEX `orders_number` ON `orders` (`brand_id`,`number`);