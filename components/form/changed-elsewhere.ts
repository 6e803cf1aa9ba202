import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** What changes with each change. */
const silent = ["updated_at", "target"];

/** `channel_ids` as people read it. */
const sayField = (name: string): string =>
  name
    .replace(/_ids$/, "s")
    .replace(/_(id|at)$/, "")
    .replaceAll("_", " ");

/** The names of the fields that differ; of a config, those inside it. */
function differing(before: Fields, after: Fields): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (silent.includes(name) || JSON.stringify(was) === JSON.stringify(is)) return [];
    return isFields(was) && isFields(is) ? differing(was, is) : [sayField(name)];
  });
}

/** What somebody did to the thing that a form is about: changed fields of it, or ended it. Null: nothing of what a form shows. */
export interface Change {
  who: string;
  at: string;
  verb: "changed" | "deleted" | "switched off";
  fields: string[];
}

const verbs: Readonly<Record<string, Change["verb"]>> = {
  updated: "changed",
  deleted: "deleted",
  revoked: "deleted",
  removed: "deleted",
  disabled: "switched off",
};

function sayWho({ type, name }: AuditEntryShape["actor"]): string {
  if (name !== null) return type === "key" ? `The API key ${name}` : name;
  return type === "hotline" ? "Hotline" : type === "key" ? "An API key" : "Somebody";
}

/** What an audit entry says to who has a form of its subject open. */
function toChange({ actor, action, before, after, created_at }: AuditEntryShape): Change | null {
  const verb = verbs[action.slice(action.indexOf(".") + 1)];
  if (!verb) return null;
  const fields = verb === "changed" ? differing(before ?? {}, after ?? {}) : [];
  return verb === "changed" && fields.length === 0 ? null : { who: sayWho(actor), at: created_at, verb, fields };
}

/**
 * What was done to a thing since a form of it was opened, as one change: who did the last of it, and all fields that changed. `entries` are the
 * thing's newest, newest first; `seen` is the newest of them at that time, null for none. `own`: whose changes this form made itself.
 */
export function changeSince(entries: readonly AuditEntryShape[], seen: string | null, own: string | null): Change | null {
  const end = entries.findIndex(({ id }) => id === seen);
  const since = entries
    .slice(0, end < 0 ? entries.length : end)
    .filter(({ actor }) => own === null || actor.id !== own)
    .flatMap((entry) => toChange(entry) ?? []);
  const [last] = since;
  return last ? { ...last, fields: last.verb === "changed" ? [...new Set(since.flatMap(({ fields }) => fields))] : [] } : null;
}
