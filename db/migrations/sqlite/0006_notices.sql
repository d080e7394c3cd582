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
ALTER TABLE `campaigns` ADD `audience` text DEFAULT 'listed' NOT NULL;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `filled_to` text;--> statement-breakpoint
CREATE INDEX `campaigns_status` ON `campaigns` (`brand_id`,`status`);--> statement-breakpoint
ALTER TABLE `notices` ADD `sent_as` text;--> statement-breakpoint
ALTER TABLE `outbox_messages` ADD `cause_id` text;--> statement-breakpoint
CREATE INDEX `outbox_messages_customer` ON `outbox_messages` (`brand_id`,`customer_id`,`id`) WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX `outbox_messages_cause` ON `outbox_messages` (`cause_id`) WHERE cause_id is not null;