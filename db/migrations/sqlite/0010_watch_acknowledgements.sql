CREATE TABLE `watch_acknowledgements` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`agent_id` text,
	`agent_name` text NOT NULL,
	`note` text,
	`acknowledged_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawn_by` text
);
--> statement-breakpoint
CREATE INDEX `watch_acknowledgements_shipment` ON `watch_acknowledgements` (`shipment_id`,`id`);--> statement-breakpoint
ALTER TABLE `shipment_watches` ADD `acknowledged_at` integer;