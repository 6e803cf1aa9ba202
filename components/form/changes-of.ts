type Fields = Readonly<Record<string, unknown>>;

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a PATCH has to say: the fields of `after` that differ from `before`, each whole. Of fields within a field (a `config`) only those that
 * differ, and null for one that is gone. `again`: paths that are said although they are as before.
 */
export function changesOf<Body extends object>(before: Body, after: Body, again: readonly string[] = []): Partial<Body> {
  const old = before as Fields;
  const changes = Object.entries(after).flatMap(([name, value]): [string, unknown][] => {
    const was = old[name];
    if (!isFields(was) || !isFields(value)) return isSame(was, value) && !again.includes(name) ? [] : [[name, value]];
    const gone = Object.keys(was).filter((key) => !(key in value));
    const differing = Object.keys(value).filter((key) => !isSame(was[key], value[key]) || again.includes(`${name}.${key}`));
    const inside = Object.fromEntries([...differing, ...gone].map((key) => [key, value[key] ?? null]));
    return Object.keys(inside).length > 0 ? [[name, inside]] : [];
  });
  return Object.fromEntries(changes) as Partial<Body>;
}
