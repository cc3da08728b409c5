import { filterTools, type Keep } from "./filter-tools";

const lineFeed = 10;
const carriageReturn = 13;
const largestEvent = 16 * 1024 * 1024;

/**
 * Takes forbidden tools out of a stream of server-sent events, event by event. An event that lists no tools leaves byte for byte as
 * it came. Throws where one event is larger than 16 MiB.
 */
export class EventFilter {
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private lineLength = 0;
  private afterReturn = false;

  constructor(private readonly keep: Keep) {}

  /** What can leave now. */
  push(chunk: Uint8Array): Uint8Array[] {
    const leaving: Uint8Array[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (!this.endsEvent(chunk[at]!)) continue;
      this.hold(chunk.subarray(start, at + 1));
      leaving.push(this.release());
      start = at + 1;
    }
    this.hold(chunk.subarray(start));
    return leaving;
  }

  /** What is left of an event that was never finished: clients ignore it, and so it stays unread. */
  end(): Uint8Array[] {
    return this.heldBytes > 0 ? [this.release()] : [];
  }

  /** An empty line ends an event; a line ends with LF, CR LF or CR (HTML, section 9.2.6). */
  private endsEvent(byte: number): boolean {
    const isSecondOfPair = byte === lineFeed && this.afterReturn;
    this.afterReturn = byte === carriageReturn;
    if (isSecondOfPair) return false;
    if (byte !== lineFeed && byte !== carriageReturn) {
      this.lineLength++;
      return false;
    }
    const isEmpty = this.lineLength === 0;
    this.lineLength = 0;
    return isEmpty;
  }

  private hold(part: Uint8Array): void {
    if (part.length === 0) return;
    this.held.push(part);
    this.heldBytes += part.length;
    if (this.heldBytes > largestEvent) throw new Error("An event of the MCP server is larger than 16 MiB");
  }

  private release(): Uint8Array {
    const event = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held);
    this.held = [];
    this.heldBytes = 0;
    return filterEvent(event, this.keep);
  }
}

function filterEvent(event: Uint8Array, keep: Keep): Uint8Array {
  const text = Buffer.from(event.buffer, event.byteOffset, event.byteLength).toString("utf8");
  // most events are no lists of tools, and need not be read
  if (!text.includes('"tools"')) return event;
  const lines = text.split(/\r\n|\n|\r/);
  const data = lines.filter((line) => /^data(?::|$)/.test(line)).map((line) => line.slice(5).replace(/^ /, ""));
  const filtered = filterData(data.join("\n"), keep);
  if (filtered === undefined) return event;
  const others = lines.filter((line) => line !== "" && !/^data(?::|$)/.test(line));
  return Buffer.from([...others, `data: ${filtered}`, "", ""].join("\n"));
}

function filterData(data: string, keep: Keep): string | undefined {
  try {
    const parsed: unknown = JSON.parse(data);
    const filtered = filterTools(parsed, keep);
    return filtered === parsed ? undefined : JSON.stringify(filtered);
  } catch {
    return undefined;
  }
}
