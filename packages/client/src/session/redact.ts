/** Cuts out of texts what must not be read in a log: whatever was told to it, and whatever looks like a secret. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Tokens come and go: the oldest are forgotten, by when their shape still gives them away. */
  keep(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) if (secret) this.#secrets.add(secret);
    for (const oldest of this.#secrets) {
      if (this.#secrets.size <= kept) break;
      this.#secrets.delete(oldest);
    }
  }

  clean(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, "[redacted]");
    return clean
      .replace(/\b([a-z][a-z0-9]{1,9}_(?:live|test|rt|at|cs|iat)_)[A-Za-z0-9]{8,}/g, "$1[redacted]")
      .replace(/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, "[redacted]")
      .replace(/((?:Bearer|Basic)\s+)[^\s"',]{8,}/gi, "$1[redacted]")
      .replace(/(:\/\/[^/\s:@]+:)[^@/\s]+@/g, "$1[redacted]@");
  }
}

const kept = 100;
