-- Signing secrets of webhooks and of destinations are kept alike: {"encrypted", "expires_at"}, the latter ISO 8601 or null.
UPDATE "webhooks" SET "signing_secrets" = (
  SELECT jsonb_agg(jsonb_build_object('encrypted', s -> 'secret', 'expires_at', s -> 'expires_at') ORDER BY n)
  FROM jsonb_array_elements("signing_secrets") WITH ORDINALITY AS e (s, n))
WHERE jsonb_array_length("signing_secrets") > 0;

UPDATE "destinations" SET "signing_secrets" = (
  SELECT jsonb_agg(s || jsonb_build_object('expires_at',
    to_char(to_timestamp((s ->> 'expires_at')::float8 / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY n)
  FROM jsonb_array_elements("signing_secrets") WITH ORDINALITY AS e (s, n))
WHERE jsonb_array_length("signing_secrets") > 0;
