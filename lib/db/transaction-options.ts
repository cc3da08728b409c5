/**
 * For interactive transactions. The embedded database has one connection, so that transactions queue: `maxWait` is how long
 * one may stand in that queue, `timeout` how long it may then run. Both end in an error that `isUnavailable` recognises.
 */
export const transactionOptions = { maxWait: 10_000, timeout: 10_000 };
