CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "brands" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"origin" text NOT NULL,
	"host" text NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"source" text NOT NULL,
	"secrets" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" text NOT NULL,
	"response" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"audience" text NOT NULL,
	"subject_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"audience" text NOT NULL,
	"subject_hash" text NOT NULL,
	"subject_id" text,
	"code_hash" text NOT NULL,
	"browser_hash" text NOT NULL,
	"wrong_tries" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"external_id" text NOT NULL,
	"url" text NOT NULL,
	"sealed_secrets" jsonb NOT NULL,
	"kinds" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"disabled_reason" text
);
--> statement-breakpoint
CREATE TABLE "alert_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"alert_id" text NOT NULL,
	"kind" text NOT NULL,
	"by" text,
	"text" text,
	"outcome" text,
	"answer_id" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"subject" text NOT NULL,
	"order_id" text,
	"shipment_id" text,
	"status" text NOT NULL,
	"severity" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"answer_by" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"escalated_at" timestamp (3) with time zone,
	"acknowledged_at" timestamp (3) with time zone,
	"agent_id" text,
	"agent_name" text,
	"resolved_at" timestamp (3) with time zone,
	"outcome" text,
	"outcome_note" text,
	"confirmed_at" timestamp (3) with time zone,
	"reopened_count" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"external_id" text NOT NULL,
	"reason" text NOT NULL,
	"channel" text,
	"product_id" text,
	"source" text NOT NULL,
	"alert_id" text,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"max_until" timestamp (3) with time zone,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" text,
	"lifted_why" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sentiment_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"order_id" text,
	"shipment_id" text,
	"occasion" text NOT NULL,
	"score" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"comment" text NOT NULL,
	"contact_wish" text NOT NULL,
	"contradicts" boolean NOT NULL,
	"source" text NOT NULL,
	"external_id" text,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"kind" text NOT NULL,
	"order_id" text,
	"customer_id" text,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"message_id" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"took_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"channel" text NOT NULL,
	"priority" integer NOT NULL,
	"payload" jsonb NOT NULL,
	"deduplication_key" text NOT NULL,
	"customer_id" text,
	"endpoint_id" text,
	"status" text NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"fence" integer NOT NULL,
	"tries" integer NOT NULL,
	"last_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "scheduled_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"external_id" text NOT NULL,
	"email" text,
	"email_key" text,
	"name" text,
	"phone" text,
	"locale" text,
	"time_zone" text,
	"promo_consent" boolean,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "order_items" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"order_id" text NOT NULL,
	"external_id" text NOT NULL,
	"product_id" text,
	"name" text NOT NULL,
	"detail" text,
	"quantity" integer NOT NULL,
	"unit_price_minor" bigint NOT NULL,
	"image_url" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"external_id" text NOT NULL,
	"number" text NOT NULL,
	"customer_id" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"locale" text,
	"shipping_address" jsonb,
	"cancelled_at" timestamp (3) with time zone,
	"link_version" integer NOT NULL,
	"source_updated_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"order_id" text NOT NULL,
	"external_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text,
	"items" jsonb NOT NULL,
	"refunded_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "estimates" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"shipment_id" text NOT NULL,
	"kind" text NOT NULL,
	"on" text,
	"from" timestamp (3) with time zone,
	"to" timestamp (3) with time zone,
	"source" text NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"source" text NOT NULL,
	"topic" text NOT NULL,
	"deduplication_key" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"outcome" text NOT NULL,
	"detail" text,
	"unmapped_codes" jsonb NOT NULL,
	"tries" integer NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment_items" (
	"brand_id" text NOT NULL,
	"shipment_id" text NOT NULL,
	"order_item_id" text NOT NULL,
	CONSTRAINT "shipment_items_shipment_id_order_item_id_pk" PRIMARY KEY("shipment_id","order_item_id")
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"order_id" text NOT NULL,
	"external_id" text NOT NULL,
	"carrier" text,
	"service" text,
	"tracking_number" text,
	"tracking_key" text,
	"tracking_url" text,
	"promised_on" text,
	"estimate_on" text,
	"estimate_from" timestamp (3) with time zone,
	"estimate_to" timestamp (3) with time zone,
	"pickup_point" jsonb,
	"proof_of_delivery" jsonb,
	"status" text NOT NULL,
	"reason" text,
	"action_required" boolean NOT NULL,
	"status_at" timestamp (3) with time zone,
	"last_event_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tracking_events" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"shipment_id" text NOT NULL,
	"identity" text NOT NULL,
	"source" text NOT NULL,
	"status" text,
	"reason" text,
	"action_required" boolean NOT NULL,
	"raw_code" text,
	"description" text,
	"place" jsonb,
	"signed_by" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"said_at" text,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waiting_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"awaits" text NOT NULL,
	"message_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "brands_host" ON "brands" USING btree ("host");--> statement-breakpoint
CREATE INDEX "connections_brand" ON "connections" USING btree ("brand_id");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_key" ON "idempotency_keys" USING btree ("brand_id","key");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_subject" ON "sessions" USING btree ("brand_id","subject_id");--> statement-breakpoint
CREATE INDEX "sign_in_codes_browser" ON "sign_in_codes" USING btree ("browser_hash");--> statement-breakpoint
CREATE INDEX "sign_in_codes_subject" ON "sign_in_codes" USING btree ("brand_id","subject_hash","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email" ON "staff" USING btree ("brand_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_endpoints_external" ON "webhook_endpoints" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "alert_entries_alert" ON "alert_entries" USING btree ("alert_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" USING btree ("brand_id","subject") WHERE status in ('open', 'acknowledged');--> statement-breakpoint
CREATE INDEX "alerts_status" ON "alerts" USING btree ("brand_id","status","answer_by");--> statement-breakpoint
CREATE INDEX "alerts_customer" ON "alerts" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE INDEX "alerts_order" ON "alerts" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "holds_external" ON "holds" USING btree ("brand_id","external_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "holds_customer" ON "holds" USING btree ("brand_id","customer_id");--> statement-breakpoint
CREATE INDEX "holds_alert" ON "holds" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "sentiment_answers_shipment" ON "sentiment_answers" USING btree ("shipment_id","created_at");--> statement-breakpoint
CREATE INDEX "sentiment_answers_customer" ON "sentiment_answers" USING btree ("brand_id","customer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sentiment_answers_external" ON "sentiment_answers" USING btree ("brand_id","source","external_id");--> statement-breakpoint
CREATE INDEX "facts_order" ON "facts" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "facts_brand" ON "facts" USING btree ("brand_id","id");--> statement-breakpoint
CREATE INDEX "outbox_attempts_message" ON "outbox_attempts" USING btree ("message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_messages_key" ON "outbox_messages" USING btree ("brand_id","deduplication_key");--> statement-breakpoint
CREATE INDEX "outbox_messages_due" ON "outbox_messages" USING btree ("status","priority","available_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_external" ON "customers" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("brand_id","email_key");--> statement-breakpoint
CREATE UNIQUE INDEX "order_items_external" ON "order_items" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE INDEX "order_items_product" ON "order_items" USING btree ("brand_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_external" ON "orders" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "orders_customer" ON "orders" USING btree ("brand_id","customer_id","placed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_external" ON "refunds" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE INDEX "estimates_shipment" ON "estimates" USING btree ("shipment_id","noted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_messages_key" ON "inbox_messages" USING btree ("connection_id","deduplication_key");--> statement-breakpoint
CREATE INDEX "inbox_messages_outcome" ON "inbox_messages" USING btree ("brand_id","outcome","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_external" ON "shipments" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "shipments_order" ON "shipments" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "shipments_tracking" ON "shipments" USING btree ("brand_id","tracking_key");--> statement-breakpoint
CREATE UNIQUE INDEX "tracking_events_identity" ON "tracking_events" USING btree ("shipment_id","identity");--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_messages_awaits" ON "waiting_messages" USING btree ("brand_id","awaits","message_id");