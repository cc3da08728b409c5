/**
 * A value that is at hand, or the promise of one. The hot path awaits only what is a promise: each one costs about as much as
 * a look into the cache, the more so once Next follows them all.
 */
export type Awaitable<Value> = Value | Promise<Value>;
