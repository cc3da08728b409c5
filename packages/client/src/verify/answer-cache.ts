import { KeyhouseError } from "../errors";
import type { Principal } from "./principal";

type Outcome = { principal: Principal } | { refusal: KeyhouseError };
type Entry = { outcome: Promise<Outcome>; credentialId?: string; until: number };

export type CacheOptions = {
  /** How long a good answer counts, in seconds. */
  seconds: number;
  /** How long a refusal counts, in seconds: never longer than `seconds`. */
  refusalSeconds: number;
  /** How many credentials are remembered at most. */
  size: number;
};

/**
 * What the server said of credentials, for a few seconds, by the SHA-256 of the credential. Parallel questions are one. A credential that is
 * refused anywhere loses every answer about it; the oldest go first when there are too many; what failed is not kept.
 */
export class AnswerCache {
  readonly #entries = new Map<string, Map<string, Entry>>();

  constructor(private readonly options: CacheOptions) {}

  async get(token: string, variant: string, ask: () => Promise<Principal>): Promise<Principal> {
    const { seconds } = this.options;
    if (seconds <= 0) return ask();
    const key = await sha256(token);
    const kept = this.#entries.get(key)?.get(variant);
    const entry = kept && Date.now() < kept.until ? kept : this.#ask(key, variant, ask);
    const outcome = await entry.outcome;
    if ("refusal" in outcome) throw outcome.refusal;
    return outcome.principal;
  }

  /** Whatever is remembered of this credential is forgotten. */
  forget(credentialId: string): void {
    for (const [key, variants] of this.#entries) {
      if ([...variants.values()].some((entry) => entry.credentialId === credentialId)) this.#entries.delete(key);
    }
  }

  #ask(key: string, variant: string, ask: () => Promise<Principal>): Entry {
    const { seconds, refusalSeconds } = this.options;
    // It counts from when it was asked: that is when the answer was true.
    const entry: Entry = { until: Date.now() + seconds * 1000, outcome: ask().then((principal) => ({ principal }), (error: unknown) => toRefusal(error)) };
    this.#variants(key).set(variant, entry);
    entry.outcome.then(
      (outcome) => {
        if ("principal" in outcome) return void (entry.credentialId = outcome.principal.credentialId);
        entry.until = Math.min(entry.until, Date.now() + refusalSeconds * 1000);
        if (outcome.refusal.status === 401) this.#entries.set(key, new Map([[variant, entry]]));
      },
      () => this.#entries.get(key)?.delete(variant),
    );
    return entry;
  }

  #variants(key: string): Map<string, Entry> {
    const known = this.#entries.get(key);
    const variants = known && known.size < variantsEach ? known : new Map<string, Entry>();
    this.#entries.delete(key);
    this.#entries.set(key, variants);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.options.size) break;
      this.#entries.delete(oldest);
    }
    return variants;
  }
}

/** One credential from many addresses or with many demands: beyond this its answers are begun anew. */
const variantsEach = 32;

function toRefusal(error: unknown): Outcome {
  if (error instanceof KeyhouseError && error.status < 500) return { refusal: error };
  throw error;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
