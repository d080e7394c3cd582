CREATE TABLE `estimate_models` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`trained_at` integer NOT NULL,
	`rows` integer NOT NULL,
	`model` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `estimate_models_brand` ON `estimate_models` (`brand_id`);--> statement-breakpoint
ALTER TABLE `shipments` ADD `our_from` text;--> statement-breakpoint
ALTER TABLE `shipments` ADD `our_to` text;--> statement-breakpoint
ALTER TABLE `shipments` ADD `miss_probability` integer;