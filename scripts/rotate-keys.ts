import { rotateKeys } from "../lib/postgres/stored-secrets";
import { openDatabase } from "./open-database";

const close = await openDatabase();
try {
  const counts = await rotateKeys();
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  for (const [column, count] of Object.entries(counts)) if (count > 0) console.log(`${column}: ${count}`);
  console.log(`Encrypted ${rows} with the first key. The other keys can be taken out of ENCRYPTION_KEYS.`);
} finally {
  await close();
}
process.exit(0);
