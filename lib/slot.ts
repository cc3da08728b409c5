/**
 * A place for what must exist once in the process. The server and Next are two bundles with two copies of every module;
 * what they share (database, caches, keys, counters) lives on one object at `globalThis`, filled by `server/wire.ts`.
 */
export function slot<T>(name: string): Slot<T> {
  return {
    get() {
      const value = shared[name] as T | undefined;
      if (value === undefined) throw new Error(`"${name}" is used before the process was wired (server/wire.ts)`);
      return value;
    },
    peek: () => shared[name] as T | undefined,
    set(value) {
      shared[name] = value;
    },
    clear() {
      delete shared[name];
    },
  };
}

export type Slot<T> = {
  /** Throws where nothing was put in yet. */
  get(): T;
  peek(): T | undefined;
  set(value: T): void;
  clear(): void;
};

const key = Symbol.for("keyhouse.shared");
const holder = globalThis as { [key]?: Record<string, unknown> };
const shared: Record<string, unknown> = (holder[key] ??= {});
