const key = Symbol.for("hotline.draining");
const store = globalThis as unknown as { [key]?: boolean };

/** Whether the process is about to end: runs finish what is in flight and take nothing new. */
export const isDraining = (): boolean => store[key] === true;

export function beginDrain(): void {
  store[key] = true;
}
