import { rotateKeys } from "../lib/engine/upkeep/rotate-keys";
import { openDatabase } from "./open-database";

const close = await openDatabase();
try {
  const { destinations, deliveries, idempotencyKeys, webhooks, credentials } = await rotateKeys();
  console.log(
    `Encrypted with the first key: ${destinations} destinations, ${deliveries} deliveries, ${idempotencyKeys} kept answers, ${webhooks} webhooks, ${credentials} keys to tools. The other keys can be taken out of ENCRYPTION_KEYS.`,
  );
} finally {
  await close();
}
process.exit(0);
