import { changeFeed } from "@/lib/db/change-feed";
import { slot } from "@/lib/slot";
import type { Resolved } from "./resolved";
import { tagOf } from "@/lib/tags";

/**
 * Verified credentials by the hash of what was presented, bounded, least recently made first out. An entry lives until one of
 * its tags changes. While the feed of changes is away the cache answers nothing, and every request asks the database.
 */
export class AccessCache {
  private readonly entries = new Map<string, Resolved>();
  private readonly byTag = new Map<string, Set<string>>();
  private changes = 0;

  constructor(private readonly largest = 50_000) {}

  find(hash: string): Resolved | undefined {
    return changeFeed().isHealthy() ? this.entries.get(hash) : undefined;
  }

  /** To be taken before the database is read, and given to `keep`: what changed in between is not kept. */
  mark(): number {
    return this.changes;
  }

  keep(hash: string, entry: Resolved, mark: number): void {
    if (mark !== this.changes || !changeFeed().isHealthy()) return;
    if (this.entries.size >= this.largest) this.drop(this.entries.keys().next().value!);
    this.entries.set(hash, entry);
    for (const tag of entry.tags) {
      const hashes = this.byTag.get(tag);
      if (hashes) hashes.add(hash);
      else this.byTag.set(tag, new Set([hash]));
    }
  }

  /** Forgets what the tags touch. Scopes belong to every credential, and a token may be for a protected API that is gone. */
  invalidate(tags: readonly string[]): void {
    this.changes++;
    if (tags.some((tag) => touchesAll.includes(tag))) {
      this.entries.clear();
      this.byTag.clear();
      return;
    }
    for (const tag of tags) for (const hash of this.byTag.get(tag) ?? []) this.drop(hash);
  }

  private drop(hash: string): void {
    const entry = this.entries.get(hash);
    if (!entry) return;
    this.entries.delete(hash);
    for (const tag of entry.tags) {
      const hashes = this.byTag.get(tag);
      hashes?.delete(hash);
      if (hashes?.size === 0) this.byTag.delete(tag);
    }
  }
}

const touchesAll: readonly string[] = ["*", tagOf.scopes, tagOf.protectedApis];

const cacheSlot = slot<AccessCache>("accessCache");
export const accessCache = () => cacheSlot.get();
export const setAccessCache = (cache: AccessCache) => cacheSlot.set(cache);
