-- DropIndex
DROP INDEX "alerts_dedup";

-- CreateIndex
CREATE INDEX "alerts_dedup" ON "alerts"("organization_id", "dedup_key", "id" DESC) WHERE (dedup_key IS NOT NULL);
