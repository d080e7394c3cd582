ALTER TABLE "customers" ADD COLUMN "mailbox" text;--> statement-breakpoint
CREATE INDEX "customers_mailbox" ON "customers" USING btree ("brand_id","mailbox");--> statement-breakpoint
CREATE INDEX "orders_payment" ON "orders" USING btree ("brand_id","payment_hash") WHERE payment_hash is not null;