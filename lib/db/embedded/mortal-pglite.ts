import { PGlite, type PGliteOptions } from "@electric-sql/pglite";

/**
 * PGlite that knows when it has died. Its own message loop swallows every exception of the WebAssembly program, also those
 * after which the program must not be entered again: a PANIC (such as no room for the log), a trap, an exit. Entered again
 * it hangs, and with it this whole process. Here it is never entered again: every call fails at once.
 */
export class MortalPGlite extends PGlite {
  #death: EmbeddedDatabaseDied | undefined;
  readonly #lastWords: () => string | undefined;

  static async start(options: PGliteOptions): Promise<MortalPGlite> {
    let lastWords: string | undefined;
    const onStderr = (line: string) => {
      if (/\b(PANIC|FATAL):/.test(line)) lastWords = line.slice(line.search(/PANIC|FATAL/));
      return false;
    };
    try {
      const pglite = new MortalPGlite({ ...options, onStderr }, () => lastWords);
      await pglite.waitReady;
      pglite.#watch();
      return pglite;
    } catch (cause) {
      throw new EmbeddedDatabaseDied(lastWords, cause);
    }
  }

  private constructor(options: PGliteOptions, lastWords: () => string | undefined) {
    super(options);
    this.#lastWords = lastWords;
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    if (this.#death) throw this.#death;
    return super.execProtocolRawSync(message);
  }

  /** From now on every call fails. */
  die(cause: unknown): void {
    const death = (this.#death ??= new EmbeddedDatabaseDied(this.#lastWords(), cause));
    const refuse = () => {
      throw death;
    };
    // What the message loop calls next, after it has swallowed the exception: this is the way out of it.
    Object.assign(this.Module, { stackRestore: refuse, _PostgresMainLoopOnce: refuse, _PostgresSendReadyForQueryIfNecessary: refuse, _pgl_pq_flush: refuse });
  }

  #watch(): void {
    const run = this.Module._PostgresMainLoopOnce;
    this.Module._PostgresMainLoopOnce = () => {
      try {
        run();
      } catch (error) {
        if (isDeadly(error)) this.die(error);
        throw error;
      }
    };
  }
}

export class EmbeddedDatabaseDied extends Error {
  override readonly name = "EmbeddedDatabaseDied";
  readonly code = "DATABASE_UNAVAILABLE";
  constructor(lastWords: string | undefined, cause: unknown) {
    super(`The embedded database stopped: ${lastWords ?? (cause instanceof Error ? cause.message : String(cause))}`, { cause });
  }
}

/** 100 is PostgreSQL's jump out of a failed statement; any other end of the program is its end. */
function isDeadly(error: unknown): boolean {
  return (error as { status?: number }).status !== 100;
}
