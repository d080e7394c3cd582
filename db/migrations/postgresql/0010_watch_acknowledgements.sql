CREATE TABLE "watch_acknowledgements" (
	"id" text PRIMARY KEY NOT NULL,
	"brand_id" text NOT NULL,
	"shipment_id" text NOT NULL,
	"agent_id" text,
	"agent_name" text NOT NULL,
	"note" text,
	"acknowledged_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" text
);
--> statement-breakpoint
ALTER TABLE "shipment_watches" ADD COLUMN "acknowledged_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "watch_acknowledgements_shipment" ON "watch_acknowledgements" USING btree ("shipment_id","id");