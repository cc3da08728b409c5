import type { PGlite } from "@electric-sql/pglite";
import { log } from "@/lib/log";
import { DurableFileSystem } from "./durable-file-system";
import { EmbeddedDatabaseDied, MortalPGlite } from "./mortal-pglite";

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * The embedded database over its lives. Where it dies (a full disk is the usual reason) the next query starts it again, and
 * PostgreSQL's recovery brings it to what was committed. While it cannot be started, queries fail at once.
 */
export class EmbeddedEngine {
  readonly #folder: string;
  #life: Life;
  #revival: Promise<Life> | undefined;
  #pauseMs = firstPauseMs;
  #notBefore = 0;
  #isClosed = false;

  static async open(folder: string): Promise<EmbeddedEngine> {
    return new EmbeddedEngine(folder, await begin(folder));
  }

  private constructor(folder: string, life: Life) {
    this.#folder = folder;
    this.#life = life;
  }

  /** Does the work on the living database. What it committed is on the disk when this resolves. */
  async run<T>(work: (pglite: PGlite) => Promise<T>): Promise<T> {
    const life = await this.#living();
    const result = await work(life.pglite);
    await settle(life);
    return result;
  }

  /** For a transaction, which outlives one call: the database, and what waits until a commit is on the disk. */
  async lease(): Promise<{ pglite: PGlite; settled(): Promise<void> }> {
    const life = await this.#living();
    return { pglite: life.pglite, settled: () => settle(life) };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#revival?.catch(() => {});
    const { pglite, files } = this.#life;
    if (pglite.isDead) return files.abandon();
    await pglite.close();
  }

  async #living(): Promise<Life> {
    if (!this.#life.pglite.isDead || this.#isClosed) return this.#life;
    return (this.#revival ??= this.#revive().finally(() => (this.#revival = undefined)));
  }

  async #revive(): Promise<Life> {
    if (performance.now() < this.#notBefore) throw new EmbeddedDatabaseDied("it could not be started again yet", undefined);
    this.#life.files.abandon();
    try {
      this.#life = await begin(this.#folder);
    } catch (error) {
      this.#notBefore = performance.now() + this.#pauseMs;
      this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
      log.error("The embedded database could not be started again", { reason: (error as Error).message });
      throw error;
    }
    this.#pauseMs = firstPauseMs;
    log.warn("The embedded database had stopped and runs again");
    return this.#life;
  }
}

type Life = { pglite: MortalPGlite; files: DurableFileSystem };

async function begin(folder: string): Promise<Life> {
  const files = new DurableFileSystem(folder);
  try {
    return { pglite: await MortalPGlite.start({ fs: files, startParams }), files };
  } catch (error) {
    files.abandon();
    throw error;
  }
}

/** A log that the disk refuses means that PostgreSQL believes in commits which are not there: that life is over. */
async function settle({ pglite, files }: Life): Promise<void> {
  try {
    await files.wal.settled();
  } catch (error) {
    pglite.die(error);
    throw error;
  }
}

/**
 * PGlite's own, but for `-F` (no fsync). With this method of syncing the log, the file system sees each request. The reports on
 * the progress of recovery are off because their timer would outlive a database that did not get through it.
 */
const startParams = [
  ...MortalPGlite.defaultStartParams.filter((param) => param !== "-F"),
  ...["wal_sync_method=fsync", "log_startup_progress_interval=0"].flatMap((setting) => ["-c", setting]),
];
