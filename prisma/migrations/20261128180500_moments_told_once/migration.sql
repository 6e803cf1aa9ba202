-- What is told is told once, also by two requests of the same moment. What was told twice before keeps the first one's identity.
UPDATE "moments" m SET "identity" = NULL
WHERE m."identity" IS NOT NULL AND EXISTS (
  SELECT 1 FROM "moments" o
  WHERE o."organization_id" = m."organization_id" AND o."integration" = m."integration" AND o."identity" = m."identity"
    AND o."team_id" IS NOT DISTINCT FROM m."team_id" AND o."id" < m."id");

-- A team's own.
UPDATE "moments" SET "identity" = encode(sha256(convert_to(concat_ws(' ', "team_id"::text, "identity"), 'UTF8')), 'hex')
WHERE "identity" IS NOT NULL;

-- DropIndex
DROP INDEX "moments_identity";

-- CreateIndex
CREATE UNIQUE INDEX "moments_identity" ON "moments"("organization_id", "integration", "identity") WHERE (identity IS NOT NULL);
