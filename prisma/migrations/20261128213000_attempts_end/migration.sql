-- Every attempt that began ends, whatever became of its delivery. What was left open is ended as what it was.
UPDATE "attempts" t SET "finished_at" = now(), "outcome" = 'interrupted', "maybe_delivered" = true,
  "error" = 'Hotline stopped during this attempt. It is repeated under the same id, unless its delivery ended meanwhile.'
FROM "deliveries" d
WHERE d."id" = t."delivery_id" AND t."finished_at" IS NULL AND (d."status" <> 'pending' OR t."number" < d."attempt_count");
