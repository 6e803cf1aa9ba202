-- AlterTable
ALTER TABLE "alerts" ADD COLUMN     "event_id" UUID;

-- CreateTable
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "integration" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "replaced_by_id" UUID,
    "signing_secrets" JSONB NOT NULL DEFAULT '[]',
    "signature_mode" TEXT NOT NULL DEFAULT 'enforce',
    "warned_at" TIMESTAMPTZ(3),
    "warn_lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "eventless_requests" (
    "webhook_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "eventless_requests_pkey" PRIMARY KEY ("webhook_id","reason","address","user_agent")
);

-- CreateTable
CREATE TABLE "events" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "team_id" UUID,
    "webhook_id" UUID,
    "api_key_id" UUID,
    "integration" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "cause" TEXT,
    "verdict" TEXT NOT NULL,
    "delivery_id" TEXT,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "corrected_body" TEXT,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "retry_by" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moments" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "team_id" UUID,
    "event_id" UUID NOT NULL,
    "integration" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "source" TEXT,
    "source_url" TEXT,
    "description" TEXT NOT NULL,
    "enrichment" TEXT,
    "enrichment_status" TEXT NOT NULL DEFAULT 'none',
    "enrich_at" TIMESTAMPTZ(3),
    "enrich_tries" INTEGER NOT NULL DEFAULT 0,
    "external_id" TEXT,
    "identity" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration_credentials" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "integration" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'unchecked',
    "checked_at" TIMESTAMPTZ(3),
    "ok_at" TIMESTAMPTZ(3),
    "pause_until" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration_errors" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "credential_id" UUID,
    "integration" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "moment_id" UUID,
    "outcome" TEXT NOT NULL,
    "status_code" INTEGER,
    "error" TEXT NOT NULL,
    "fix" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "integration_errors_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "webhooks_token_hash_key" ON "webhooks"("token_hash");

-- CreateIndex
CREATE INDEX "webhooks_organization_id_id_idx" ON "webhooks"("organization_id", "id");

-- CreateIndex
CREATE INDEX "webhooks_team_id_idx" ON "webhooks"("team_id");

-- CreateIndex
CREATE INDEX "events_organization_id_id_idx" ON "events"("organization_id", "id" DESC);

-- CreateIndex
CREATE INDEX "events_organization_id_integration_id_idx" ON "events"("organization_id", "integration", "id" DESC);

-- CreateIndex
CREATE INDEX "events_team_id_id_idx" ON "events"("team_id", "id" DESC);

-- CreateIndex
CREATE INDEX "events_webhook_id_id_idx" ON "events"("webhook_id", "id" DESC);

-- CreateIndex
CREATE INDEX "events_errors" ON "events"("organization_id", "id" DESC) WHERE (status = 'error');

-- CreateIndex
CREATE INDEX "events_to_retry" ON "events"("organization_id", "retry_by", "id") WHERE (retry_by IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "events_webhook_id_delivery_id_key" ON "events"("webhook_id", "delivery_id");

-- CreateIndex
CREATE UNIQUE INDEX "events_api_key_id_integration_delivery_id_key" ON "events"("api_key_id", "integration", "delivery_id");

-- CreateIndex
CREATE INDEX "moments_organization_id_occurred_at_id_idx" ON "moments"("organization_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "moments_team_id_occurred_at_id_idx" ON "moments"("team_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "moments_event_id_idx" ON "moments"("event_id");

-- CreateIndex
CREATE INDEX "moments_identity" ON "moments"("organization_id", "integration", "identity") WHERE (identity IS NOT NULL);

-- CreateIndex
CREATE INDEX "moments_to_enrich" ON "moments"("id") WHERE (enrichment_status = 'pending');

-- CreateIndex
CREATE INDEX "integration_credentials_organization_id_integration_idx" ON "integration_credentials"("organization_id", "integration");

-- CreateIndex
CREATE UNIQUE INDEX "integration_credentials_team_id_integration_key" ON "integration_credentials"("team_id", "integration");

-- CreateIndex
CREATE INDEX "integration_errors_organization_id_integration_id_idx" ON "integration_errors"("organization_id", "integration", "id" DESC);

-- CreateIndex
CREATE INDEX "alerts_of_event" ON "alerts"("event_id") WHERE (event_id IS NOT NULL);

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_replaced_by_id_fkey" FOREIGN KEY ("replaced_by_id") REFERENCES "webhooks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eventless_requests" ADD CONSTRAINT "eventless_requests_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moments" ADD CONSTRAINT "moments_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moments" ADD CONSTRAINT "moments_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_credentials" ADD CONSTRAINT "integration_credentials_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_credentials" ADD CONSTRAINT "integration_credentials_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_errors" ADD CONSTRAINT "integration_errors_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_errors" ADD CONSTRAINT "integration_errors_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "integration_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;
