-- DropIndex
DROP INDEX "alerts_unrouted";

-- CreateIndex
CREATE INDEX "alerts_unrouted" ON "alerts"("organization_id", "id") WHERE (routed_at IS NULL);
