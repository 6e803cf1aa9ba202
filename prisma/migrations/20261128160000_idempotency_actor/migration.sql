-- A kept answer belongs to whoever got it. Of those from before nobody knows whose they are: they are given to nobody, and go after 7 days.
ALTER TABLE "idempotency_keys" ADD COLUMN "actor" TEXT NOT NULL DEFAULT '';
ALTER TABLE "idempotency_keys" ALTER COLUMN "actor" DROP DEFAULT;
ALTER TABLE "idempotency_keys" DROP CONSTRAINT "idempotency_keys_pkey";
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("organization_id", "actor", "endpoint", "key");
