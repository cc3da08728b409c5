import { fsyncSync } from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { WalSync } from "./sync-wal";

type Stream = { nfd: number; node: { mode: number } };
type Write = (stream: Stream, buffer: Uint8Array, offset: number, length: number, position: number) => number;
type NodeFileSystem = {
  realPath(node: Stream["node"]): string;
  tryFSOperation<T>(operation: () => T): T;
  stream_ops: { write: Write; fsync?: (stream: Stream) => number };
};
type PreRun = (module: { NODEFS: NodeFileSystem }) => void;

/**
 * PGlite's own file system answers every fsync without doing anything, and PGlite starts PostgreSQL with fsync off. With
 * this one, and without that switch, what PostgreSQL wants on the disk gets there.
 */
export class DurableFileSystem extends NodeFS {
  readonly wal = new WalSync();

  override async init(...[pg, options]: Parameters<NodeFS["init"]>) {
    const { emscriptenOpts } = await super.init(pg, options);
    const hook: PreRun = (module) => hookSync(module.NODEFS, this.wal);
    const preRun = [...((emscriptenOpts.preRun ?? []) as PreRun[]), hook];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } as typeof emscriptenOpts };
  }

  override async closeFs(): Promise<void> {
    this.wal.settleNow();
    await super.closeFs();
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

const isWalSegment = (path: string) => /[/\\]pg_wal[/\\][0-9A-F]{24}$/.test(path);
