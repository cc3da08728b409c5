import type { Awaitable } from "@/lib/awaitable";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import type { ProtectedApi } from "@/lib/db/generated/client";
import { log } from "@/lib/log";
import { slot } from "@/lib/slot";
import { compileApi, type CompiledApi } from "./compile";
import { findHouseRoot } from "./prefix";
import { upstreamHealth } from "./upstream/health";

/** No prefix has more segments. */
const mostSegments = 4;

/**
 * The protected APIs by their prefixes, in memory. After a change the next request waits until they have been read anew, on
 * every instance; while the feed of changes is away each request asks the database.
 */
export class GatewayTable {
  private byPrefix = new Map<string, CompiledApi>();
  private changes = 1;
  private readAt = 0;
  private reading: Promise<void> | undefined;

  /** `onChange` runs when what was read is not what was known. */
  constructor(private readonly onChange: () => void = () => undefined) {}

  /** The API that answers this path (without query); undefined for the house's own and for what nobody answers. */
  find(path: string): Awaitable<CompiledApi | undefined> {
    const isFresh = this.isFresh();
    if (isFresh && this.byPrefix.size === 0) return undefined;
    if (findHouseRoot(path) !== undefined) return undefined;
    return isFresh ? this.lookUp(path) : this.read().then(() => this.lookUp(path));
  }

  /** All that are switched on, as they stand now. */
  all(): Awaitable<CompiledApi[]> {
    return this.isFresh() ? [...this.byPrefix.values()] : this.read().then(() => [...this.byPrefix.values()]);
  }

  /** The declarations have changed, or may have: what is known is not trusted any more. */
  invalidate(): void {
    this.changes++;
  }

  /** Reads what has changed without waiting for a request to need it. */
  read(): Promise<void> {
    if (!changeFeed().isHealthy()) return this.readOnce();
    return (this.reading ??= this.readUntilFresh().finally(() => (this.reading = undefined)));
  }

  private isFresh(): boolean {
    return this.readAt === this.changes && changeFeed().isHealthy();
  }

  private async readUntilFresh(): Promise<void> {
    do await this.readOnce();
    while (this.readAt !== this.changes);
  }

  private async readOnce(): Promise<void> {
    const mark = this.changes;
    const rows = await db().protectedApi.findMany({ where: { isEnabled: true } });
    if (mark < this.readAt) return;
    this.readAt = mark;
    this.take(rows);
  }

  /** What has not changed stays as it is, with its open connections. */
  private take(rows: ProtectedApi[]): void {
    const before = this.byPrefix;
    const next = rows.filter(({ prefix }) => findHouseRoot(prefix) === undefined).map((row) => {
      const known = before.get(row.prefix);
      return known && known.id === row.id && known.version === row.updatedAt.getTime() ? known : compileApi(row);
    });
    this.byPrefix = new Map(next.map((api) => [api.prefix, api]));
    if (next.length === before.size && next.every((api) => before.get(api.prefix) === api)) return;
    for (const { name, prefix } of rows) if (!this.byPrefix.has(prefix)) log.warn(`The protected API "${name}" is not served: Keyhouse itself answers ${prefix} by now. Give it another prefix`);
    upstreamHealth().keepOnly(new Set(next.map(({ id }) => id)));
    this.onChange();
  }

  /** The longest prefix first, though none lies within another. */
  private lookUp(path: string): CompiledApi | undefined {
    const ends: number[] = [];
    for (let from = 1; ends.length < mostSegments; ) {
      const end = path.indexOf("/", from);
      ends.push(end === -1 ? path.length : end);
      if (end === -1) break;
      from = end + 1;
    }
    for (const position of ends.toReversed()) {
      const found = this.byPrefix.get(path.slice(0, position));
      if (found) return found;
    }
    return undefined;
  }
}

const tableSlot = slot<GatewayTable>("gatewayTable");
export const gatewayTable = () => tableSlot.get();
export const setGatewayTable = (table: GatewayTable) => tableSlot.set(table);
