import type { PGlite, Transaction as PGliteTransaction } from "@electric-sql/pglite";
import type { IsolationLevel, SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlQueryable, Transaction } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { EmbeddedEngine } from "./engine";

/**
 * Prisma's way to PGlite. Queries and their values are translated by pglite-prisma-adapter; transactions are our own, for
 * that package's commit answers success where COMMIT failed, and sets the isolation level outside of the transaction.
 */
export function embeddedAdapter(engine: EmbeddedEngine): SqlDriverAdapterFactory {
  return {
    provider: "postgres",
    adapterName: "keyhouse-embedded",
    connect: async (): Promise<SqlDriverAdapter> => ({
      provider: "postgres",
      adapterName: "keyhouse-embedded",
      queryRaw: (query: SqlQuery) => engine.run(async (pglite) => (await translate(pglite)).queryRaw(query)),
      executeRaw: (query: SqlQuery) => engine.run(async (pglite) => (await translate(pglite)).executeRaw(query)),
      executeScript: (script: string) => engine.run(async (pglite) => void (await pglite.exec(script))),
      startTransaction: async (level) => {
        const { pglite, settled } = await engine.lease();
        return startTransaction(pglite, level, settled);
      },
      getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
      dispose: async () => {},
    }),
  };
}

/** The package's translation asks of its database no more than `query`, which a transaction has as well. */
async function translate(database: PGlite | PGliteTransaction): Promise<SqlQueryable> {
  return new PrismaPGlite(database as PGlite).connect();
}

/** Waits in PGlite's queue, then holds its only connection until commit or rollback. */
function startTransaction(pglite: PGlite, level: IsolationLevel | undefined, settled: () => Promise<void>): Promise<Transaction> {
  return new Promise((resolve, reject) => {
    const closed = pglite.transaction((tx) => new Promise<void>((release, fail) => {
      openTransaction(tx, level, { release, closed: () => closed, settled }).then(resolve, fail);
    }));
    closed.catch(reject);
  });
}

type Closing = { release(): void; closed(): Promise<void>; settled: () => Promise<void> };

async function openTransaction(tx: PGliteTransaction, level: IsolationLevel | undefined, { release, closed, settled }: Closing): Promise<Transaction> {
  if (level) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${level}`);
  const queries = await translate(tx);
  const run = async (sql: string) => void (await tx.exec(sql));
  return {
    provider: "postgres",
    adapterName: "keyhouse-embedded",
    options: { usePhantomQuery: true },
    queryRaw: (query) => queries.queryRaw(query),
    executeRaw: (query) => queries.executeRaw(query),
    async commit() {
      release();
      await closed();
      await settled();
    },
    async rollback() {
      try {
        if (!tx.closed) await tx.rollback();
      } finally {
        release();
      }
      await closed();
    },
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}
