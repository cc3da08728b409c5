import { closeSync, fsyncSync } from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { WalSync } from "./sync-wal";

type Stream = { nfd: number; shared: { refcount: number }; node: { mode: number } };
type Write = (stream: Stream, buffer: Uint8Array, offset: number, length: number, position: number) => number;
type NodeFileSystem = {
  realPath(node: Stream["node"]): string;
  tryFSOperation<T>(operation: () => T): T;
  stream_ops: { open(stream: Stream): void; close(stream: Stream): void; write: Write; fsync?: (stream: Stream) => number };
};
type PreRun = (module: { NODEFS: NodeFileSystem }) => void;

/**
 * PGlite's own file system answers every fsync without doing anything, and PGlite starts PostgreSQL with fsync off. With
 * this one, and without that switch, what PostgreSQL wants on the disk gets there.
 */
export class DurableFileSystem extends NodeFS {
  readonly wal = new WalSync();
  /** Those that PostgreSQL has open. */
  readonly #files = new Set<number>();

  override async init(...[pg, options]: Parameters<NodeFS["init"]>) {
    const { emscriptenOpts } = await super.init(pg, options);
    const hook: PreRun = ({ NODEFS }) => {
      hookSync(NODEFS, this.wal);
      hookFiles(NODEFS, this.#files);
    };
    const preRun = [...((emscriptenOpts.preRun ?? []) as PreRun[]), hook];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } as typeof emscriptenOpts };
  }

  override async closeFs(): Promise<void> {
    this.wal.settleNow();
    await super.closeFs();
    this.wal.close();
  }

  /** Gives back the open files of a database that died, without entering its program. */
  abandon(): void {
    for (const file of this.#files) closeSync(file);
    this.#files.clear();
    this.wal.close();
  }
}

function hookSync(files: NodeFileSystem, wal: WalSync): void {
  const { write } = files.stream_ops;
  files.stream_ops.write = (stream, ...rest) => {
    if (wal.isPending && !isWalSegment(files.realPath(stream.node))) files.tryFSOperation(() => wal.settleNow());
    return write(stream, ...rest);
  };
  files.stream_ops.fsync = (stream) => {
    const path = files.realPath(stream.node);
    if (isWalSegment(path)) {
      wal.request(path);
    } else {
      files.tryFSOperation(() => (wal.settleNow(), fsyncSync(stream.nfd)));
    }
    return 0;
  };
}

function hookFiles(files: NodeFileSystem, open: Set<number>): void {
  const operations = files.stream_ops;
  const { open: openFile, close: closeFile } = operations;
  operations.open = (stream) => {
    openFile(stream);
    open.add(stream.nfd);
  };
  operations.close = (stream) => {
    closeFile(stream);
    if (stream.shared.refcount === 0) open.delete(stream.nfd);
  };
}

const isWalSegment = (path: string) => /[/\\]pg_wal[/\\][0-9A-F]{24}$/.test(path);
