import { pool } from "../lib/postgres/db";
import { findBroken } from "../lib/postgres/invariants";
import { findUnopenable } from "../lib/postgres/stored-secrets";
import { openDatabase } from "./open-database";

const close = await openDatabase();
let broken: string[];
try {
  broken = [
    ...(await findBroken(async (text) => (await pool().query<{ id: string }>(text)).rows)),
    ...(await findUnopenable()).map((place) => `every stored secret opens with ENCRYPTION_KEYS: not so of ${place}`),
  ];
} finally {
  await close();
}
for (const line of broken) console.log(line);
console.log(broken.length === 0 ? "Everything holds." : `${broken.length} things do not hold.`);
process.exit(broken.length === 0 ? 0 : 1);
