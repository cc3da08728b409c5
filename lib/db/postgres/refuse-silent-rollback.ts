import type { SqlDriverAdapterFactory, SqlQuery, Transaction } from "@prisma/driver-adapter-utils";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";

/**
 * PostgreSQL answers a COMMIT after a failed statement with ROLLBACK and no error: a caller that caught the failure would
 * take what is lost for saved. Here such a COMMIT fails. (PGlite does the same by itself.)
 */
export function refuseSilentRollback(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      const startTransaction = adapter.startTransaction.bind(adapter);
      adapter.startTransaction = async (level) => watch(await startTransaction(level));
      return adapter;
    },
  };
}

function watch(transaction: Transaction): Transaction {
  let hasFailed = false;
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  const watched = <T>(run: (query: SqlQuery) => Promise<T>) => async (query: SqlQuery) => {
    try {
      const result = await run(query);
      // Sent nevertheless: the connection goes back to the pool, and must not be left in the failed transaction.
      if (hasFailed && query.sql === "COMMIT") throw abortedError();
      if (query.sql.startsWith("ROLLBACK TO SAVEPOINT")) hasFailed = false;
      return result;
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  transaction.queryRaw = watched(queryRaw);
  transaction.executeRaw = watched(executeRaw);
  return transaction;
}

function abortedError(): DriverAdapterError {
  const message = "The transaction was rolled back because a statement in it failed";
  return new DriverAdapterError({ kind: "postgres", code: "25P02", severity: "ERROR", message, detail: undefined, column: undefined, hint: undefined });
}
