CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE TABLE `brands` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`origin` text NOT NULL,
	`host` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `brands_host` ON `brands` (`host`);--> statement-breakpoint
CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`source` text NOT NULL,
	`secrets` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer
);
--> statement-breakpoint
CREATE INDEX `connections_brand` ON `connections` (`brand_id`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` text NOT NULL,
	`response` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `idempotency_keys_key` ON `idempotency_keys` (`brand_id`,`key`);--> statement-breakpoint
CREATE INDEX `idempotency_keys_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`audience` text NOT NULL,
	`subject_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_agent` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_subject` ON `sessions` (`brand_id`,`subject_id`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`audience` text NOT NULL,
	`subject_hash` text NOT NULL,
	`subject_id` text,
	`code_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`wrong_tries` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_browser` ON `sign_in_codes` (`browser_hash`);--> statement-breakpoint
CREATE INDEX `sign_in_codes_subject` ON `sign_in_codes` (`brand_id`,`subject_hash`,`created_at`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email` ON `staff` (`brand_id`,`email`);--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`external_id` text NOT NULL,
	`url` text NOT NULL,
	`sealed_secrets` text NOT NULL,
	`kinds` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	`disabled_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_endpoints_external` ON `webhook_endpoints` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE TABLE `alert_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`alert_id` text NOT NULL,
	`kind` text NOT NULL,
	`by` text,
	`text` text,
	`outcome` text,
	`answer_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alert_entries_alert` ON `alert_entries` (`alert_id`,`at`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`subject` text NOT NULL,
	`order_id` text,
	`shipment_id` text,
	`status` text NOT NULL,
	`severity` text NOT NULL,
	`opened_at` integer NOT NULL,
	`answer_by` integer NOT NULL,
	`answered_at` integer,
	`escalated_at` integer,
	`acknowledged_at` integer,
	`agent_id` text,
	`agent_name` text,
	`resolved_at` integer,
	`outcome` text,
	`outcome_note` text,
	`confirmed_at` integer,
	`reopened_count` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_one_open` ON `alerts` (`brand_id`,`subject`) WHERE status in ('open', 'acknowledged');--> statement-breakpoint
CREATE INDEX `alerts_status` ON `alerts` (`brand_id`,`status`,`answer_by`);--> statement-breakpoint
CREATE INDEX `alerts_customer` ON `alerts` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE INDEX `alerts_order` ON `alerts` (`order_id`);--> statement-breakpoint
CREATE TABLE `holds` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`external_id` text NOT NULL,
	`reason` text NOT NULL,
	`channel` text,
	`product_id` text,
	`source` text NOT NULL,
	`alert_id` text,
	`from` integer NOT NULL,
	`until` integer,
	`max_until` integer,
	`lifted_at` integer,
	`lifted_by` text,
	`lifted_why` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holds_external` ON `holds` (`brand_id`,`external_id`) WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX `holds_customer` ON `holds` (`brand_id`,`customer_id`);--> statement-breakpoint
CREATE INDEX `holds_alert` ON `holds` (`alert_id`);--> statement-breakpoint
CREATE TABLE `sentiment_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`order_id` text,
	`shipment_id` text,
	`occasion` text NOT NULL,
	`score` integer NOT NULL,
	`reasons` text NOT NULL,
	`comment` text NOT NULL,
	`contact_wish` text NOT NULL,
	`contradicts` integer NOT NULL,
	`source` text NOT NULL,
	`external_id` text,
	`answered_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sentiment_answers_shipment` ON `sentiment_answers` (`shipment_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `sentiment_answers_customer` ON `sentiment_answers` (`brand_id`,`customer_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `sentiment_answers_external` ON `sentiment_answers` (`brand_id`,`source`,`external_id`);--> statement-breakpoint
CREATE TABLE `facts` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`kind` text NOT NULL,
	`order_id` text,
	`customer_id` text,
	`data` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `facts_order` ON `facts` (`order_id`,`id`);--> statement-breakpoint
CREATE INDEX `facts_brand` ON `facts` (`brand_id`,`id`);--> statement-breakpoint
CREATE TABLE `outbox_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`message_id` text NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`started_at` integer NOT NULL,
	`took_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_attempts_message` ON `outbox_attempts` (`message_id`);--> statement-breakpoint
CREATE TABLE `outbox_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`channel` text NOT NULL,
	`priority` integer NOT NULL,
	`payload` text NOT NULL,
	`deduplication_key` text NOT NULL,
	`customer_id` text,
	`endpoint_id` text,
	`status` text NOT NULL,
	`available_at` integer NOT NULL,
	`leased_until` integer,
	`fence` integer NOT NULL,
	`tries` integer NOT NULL,
	`last_reason` text,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_messages_key` ON `outbox_messages` (`brand_id`,`deduplication_key`);--> statement-breakpoint
CREATE INDEX `outbox_messages_due` ON `outbox_messages` (`status`,`priority`,`available_at`,`id`);--> statement-breakpoint
CREATE TABLE `scheduled_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`leased_until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`external_id` text NOT NULL,
	`email` text,
	`email_key` text,
	`name` text,
	`phone` text,
	`locale` text,
	`time_zone` text,
	`promo_consent` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`erased_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_external` ON `customers` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `customers_email` ON `customers` (`brand_id`,`email_key`);--> statement-breakpoint
CREATE TABLE `order_items` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`order_id` text NOT NULL,
	`external_id` text NOT NULL,
	`product_id` text,
	`name` text NOT NULL,
	`detail` text,
	`quantity` integer NOT NULL,
	`unit_price_minor` integer NOT NULL,
	`image_url` text,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_items_external` ON `order_items` (`order_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `order_items_product` ON `order_items` (`brand_id`,`product_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`external_id` text NOT NULL,
	`number` text NOT NULL,
	`customer_id` text NOT NULL,
	`placed_at` integer NOT NULL,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`locale` text,
	`shipping_address` text,
	`cancelled_at` integer,
	`link_version` integer NOT NULL,
	`source_updated_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_external` ON `orders` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`brand_id`,`customer_id`,`placed_at`);--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`order_id` text NOT NULL,
	`external_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text,
	`items` text NOT NULL,
	`refunded_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_external` ON `refunds` (`order_id`,`external_id`);--> statement-breakpoint
CREATE TABLE `estimates` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`kind` text NOT NULL,
	`on` text,
	`from` integer,
	`to` integer,
	`source` text NOT NULL,
	`noted_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `estimates_shipment` ON `estimates` (`shipment_id`,`noted_at`);--> statement-breakpoint
CREATE TABLE `inbox_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`source` text NOT NULL,
	`topic` text NOT NULL,
	`deduplication_key` text NOT NULL,
	`headers` text NOT NULL,
	`body` blob NOT NULL,
	`outcome` text NOT NULL,
	`detail` text,
	`unmapped_codes` text NOT NULL,
	`tries` integer NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_messages_key` ON `inbox_messages` (`connection_id`,`deduplication_key`);--> statement-breakpoint
CREATE INDEX `inbox_messages_outcome` ON `inbox_messages` (`brand_id`,`outcome`,`received_at`);--> statement-breakpoint
CREATE TABLE `shipment_items` (
	`brand_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`order_item_id` text NOT NULL,
	PRIMARY KEY(`shipment_id`, `order_item_id`)
);
--> statement-breakpoint
CREATE TABLE `shipments` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`order_id` text NOT NULL,
	`external_id` text NOT NULL,
	`carrier` text,
	`service` text,
	`tracking_number` text,
	`tracking_key` text,
	`tracking_url` text,
	`promised_on` text,
	`estimate_on` text,
	`estimate_from` integer,
	`estimate_to` integer,
	`pickup_point` text,
	`proof_of_delivery` text,
	`status` text NOT NULL,
	`reason` text,
	`action_required` integer NOT NULL,
	`status_at` integer,
	`last_event_at` integer,
	`delivered_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipments_external` ON `shipments` (`brand_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `shipments_order` ON `shipments` (`order_id`);--> statement-breakpoint
CREATE INDEX `shipments_tracking` ON `shipments` (`brand_id`,`tracking_key`);--> statement-breakpoint
CREATE TABLE `tracking_events` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`identity` text NOT NULL,
	`source` text NOT NULL,
	`status` text,
	`reason` text,
	`action_required` integer NOT NULL,
	`raw_code` text,
	`description` text,
	`place` text,
	`signed_by` text,
	`occurred_at` integer NOT NULL,
	`said_at` text,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tracking_events_identity` ON `tracking_events` (`shipment_id`,`identity`);--> statement-breakpoint
CREATE TABLE `waiting_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`awaits` text NOT NULL,
	`message_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_messages_awaits` ON `waiting_messages` (`brand_id`,`awaits`,`message_id`);