import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** `"char"`, the one-byte type of the system catalogues, which adapter-pg 7.10 refuses, and the type it is passed off as until then. */
const charType = 18;
const charArrayType = 1002;

const filters = { externalTables: [], externalEnums: [] };

/** The SQL that turns the database at `url` into what the Prisma schema says; null when nothing is to be done. */
export async function diffSchema(url: string, { schemaFile = "prisma/schema.prisma" } = {}): Promise<string | null> {
  const files = [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }];
  return withEngine(url, files[0]?.content ?? "", async (engine) => {
    // The database itself, not Prisma's own replay of the migrations: adapter-pg 7.10 drops its shadow database before it lets go of it.
    const from = { tag: "schemaDatasource", files, configDir: path.dirname(schemaFile) } as const;
    const { exitCode, stdout } = await engine.diff({ from, to: { tag: "schemaDatamodel", files }, script: true, exitCode: true, filters });
    return exitCode === 0 ? null : stdout;
  });
}

/** What `prisma migrate deploy` would object to, or find left to do, on the database at `url`; empty when it agrees that all is applied. */
export async function diagnoseMigrations(url: string, { migrationsDir = "prisma/migrations" } = {}): Promise<string[]> {
  const names = readdirSync(migrationsDir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  const migrationsList = {
    baseDir: path.resolve(migrationsDir),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(path.join(migrationsDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
  return withEngine(url, 'datasource db {\n  provider = "postgresql"\n}', async (engine) => {
    const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
    const { editedMigrationNames, failedMigrationNames, hasMigrationsTable, history } = found;
    return [
      ...editedMigrationNames.map((name) => `edited: ${name}`),
      ...failedMigrationNames.map((name) => `failed: ${name}`),
      ...(hasMigrationsTable ? [] : ["no migrations table"]),
      ...(history ? [`history: ${JSON.stringify(history)}`] : []),
    ];
  });
}

/** Prisma's schema engine without its native binary, which is a download of its own. */
async function withEngine<Result>(url: string, schema: string, use: (engine: wasm.SchemaEngine) => Promise<Result>): Promise<Result> {
  await loadEngine();
  const pool = openCatalogPool(url);
  const engine = await wasm.SchemaEngine.new(
    { datamodels: [["schema.prisma", schema]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new CatalogAdapter(pool)),
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

let loaded: Promise<void> | null = null;

/** What the package's own entry does, which needs node's --experimental-wasm-modules. */
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const module = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const { instance } = await WebAssembly.instantiate(readFileSync(module.replace(/\.js$/, ".wasm")), {
      "./schema_engine_bg.js": { ...wasm },
    });
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
    wasm.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return loaded;
}

function openCatalogPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString });
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  return Object.assign(pool, {
    query: async (...args: unknown[]) => {
      const result = await query(...args);
      for (const field of result.fields ?? []) if (field.dataTypeID === charType) field.dataTypeID = charArrayType;
      return result;
    },
  });
}

class CatalogAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type) => (type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    };
    return adapter;
  }
}
