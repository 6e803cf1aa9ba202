import { pool } from "./db";
import { mapSealed, type Owner, type SealedColumn, seal, sealedColumns, unseal } from "./sealed";
import { isWrittenWithFirstKey } from "./secrets";

/** Rows that are read at once. */
const batch = 200;

/**
 * Encrypts every stored secret with the first of ENCRYPTION_KEYS, so that the others can be taken out afterwards. Safe to repeat, and
 * while the app runs. Resolves with how many rows of each column were written; throws DecryptError when a secret's key is not there.
 */
export async function rotateKeys(): Promise<Record<keyof typeof sealedColumns, number>> {
  const counts = {} as Record<keyof typeof sealedColumns, number>;
  for (const name of Object.keys(sealedColumns) as (keyof typeof sealedColumns)[]) counts[name] = await rotateColumn(sealedColumns[name]);
  return counts;
}

async function rotateColumn(sealed: SealedColumn): Promise<number> {
  const { table, column, type } = sealed;
  const { names, parameters } = keyOf(sealed);
  let count = 0;
  for await (const row of rowsWith(sealed)) {
    const next = reseal(sealed, { id: row.owner, organizationId: row.organization_id }, row.value);
    if (next === row.value) continue;
    // What was changed meanwhile was written with the first key.
    const { rowCount } = await pool().query(
      `UPDATE ${table} SET ${column} = $${parameters.length + 1}::${type}
       WHERE (${names}) = (${parameters}) AND ${column}::text = $${parameters.length + 2}`,
      [...row.key, next, row.value],
    );
    count += rowCount ?? 0;
  }
  return count;
}

/** What no longer opens: each row by its table, column and key. Every stored secret is tried. */
export async function findUnopenable(): Promise<string[]> {
  const found: string[] = [];
  for (const sealed of Object.values(sealedColumns)) {
    for await (const { key, owner, organization_id: organizationId, value } of rowsWith(sealed)) {
      try {
        if (sealed.type === "text") unseal(sealed, { id: owner, organizationId }, value);
        else mapSealed(JSON.parse(value), ({ encrypted }, path) => unseal(sealed, { id: owner, organizationId }, encrypted, path));
      } catch {
        found.push(`${sealed.table}.${sealed.column} ${key.join(" ")}`);
      }
    }
  }
  return found;
}

interface Row {
  /** The primary key, as text. */
  key: string[];
  organization_id: string;
  owner: string;
  value: string;
}

const keyOf = ({ key }: SealedColumn) => ({
  names: Object.keys(key).join(", "),
  parameters: Object.values(key).map((of, index) => `$${index + 1}::${of}`),
});

/** Every row that holds a secret there, by primary key, a batch at a time. */
async function* rowsWith(sealed: SealedColumn): AsyncGenerator<Row> {
  const { table, column, key, owner } = sealed;
  const { names, parameters } = keyOf(sealed);
  const asText = Object.keys(key).map((name) => `${name}::text`);
  let after: string[] = [];
  for (;;) {
    const { rows }: { rows: Row[] } = await pool().query<Row>(
      `SELECT ARRAY[${asText}] AS key, organization_id, ${owner} AS owner, ${column}::text AS value FROM ${table}
       WHERE ${column} IS NOT NULL ${after.length > 0 ? `AND (${names}) > (${parameters})` : ""} ORDER BY ${names} LIMIT ${batch}`,
      after,
    );
    yield* rows;
    if (rows.length < batch) return;
    after = rows.at(-1)?.key ?? [];
  }
}

function reseal(column: SealedColumn, owner: Owner, value: string): string {
  const anew = (text: string, path: readonly string[] = []) =>
    isWrittenWithFirstKey(text) ? text : seal(column, owner, unseal(column, owner, text, path), path);
  if (column.type === "text") return anew(value);
  let isChanged = false;
  const next = mapSealed(JSON.parse(value), (sealed, path) => {
    const encrypted = anew(sealed.encrypted, path);
    isChanged ||= encrypted !== sealed.encrypted;
    return { ...sealed, encrypted };
  });
  return isChanged ? JSON.stringify(next) : value;
}
