ALTER TABLE `outbox_messages` ADD `occurrence` text;--> statement-breakpoint
CREATE INDEX `outbox_messages_occurrence` ON `outbox_messages` (`brand_id`,`occurrence`);