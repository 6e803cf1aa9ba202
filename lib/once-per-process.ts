/** A value that there is once in the process. */
export interface OncePerProcess<T> {
  /** Makes it when it is first asked for. */
  (): T;
  isMade(): boolean;
  /** The next one that asks makes it anew. */
  forget(): void;
}

/** One value a process under this name, also where the code is in it twice: `server.ts` and Next's routes are two bundles. */
export function oncePerProcess<T>(name: string, make: () => T): OncePerProcess<T> {
  const key = Symbol.for(`hotline.${name}`);
  const made = globalThis as unknown as Record<symbol, { value: T } | undefined>;
  const get = () => {
    made[key] ??= { value: make() };
    return made[key].value;
  };
  return Object.assign(get, {
    isMade: () => made[key] !== undefined,
    forget: () => {
      delete made[key];
    },
  });
}
