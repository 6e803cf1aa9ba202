-- A sender's id of a request is not a delivery's: one word for each.
ALTER TABLE "events" RENAME COLUMN "delivery_id" TO "request_id";
ALTER INDEX "events_webhook_id_delivery_id_key" RENAME TO "events_webhook_id_request_id_key";
ALTER INDEX "events_api_key_id_integration_delivery_id_key" RENAME TO "events_api_key_id_integration_request_id_key";
