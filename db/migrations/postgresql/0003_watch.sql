CREATE TABLE "delivery_asks" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"order_id" text NOT NULL,
	"shipment_id" text NOT NULL,
	"status" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"channel" text,
	"dropped_why" text,
	"asked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_follows" (
	"brand_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"order_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "push_follows_subscription_id_order_id_pk" PRIMARY KEY("subscription_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "push_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"public_key" text NOT NULL,
	"sealed_private_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"device_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment_watches" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"shipment_id" text NOT NULL,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_asks_shipment" ON "delivery_asks" USING btree ("brand_id","shipment_id");--> statement-breakpoint
CREATE INDEX "delivery_asks_due" ON "delivery_asks" USING btree ("status","due_at");--> statement-breakpoint
CREATE INDEX "delivery_asks_customer" ON "delivery_asks" USING btree ("brand_id","customer_id","asked_at");--> statement-breakpoint
CREATE INDEX "push_follows_order" ON "push_follows" USING btree ("brand_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_keys_brand" ON "push_keys" USING btree ("brand_id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_device" ON "push_subscriptions" USING btree ("brand_id","device_id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_endpoint" ON "push_subscriptions" USING btree ("brand_id","endpoint");--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_watches_reason" ON "shipment_watches" USING btree ("shipment_id","reason");--> statement-breakpoint
CREATE INDEX "shipment_watches_brand" ON "shipment_watches" USING btree ("brand_id","left_at","shipment_id");--> statement-breakpoint
CREATE INDEX "orders_number" ON "orders" USING btree ("brand_id","number");