import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join, relative } from "node:path";

export type LifeSign = { name: string | undefined; close(): void };

/**
 * A Unix socket in the data directory, open for as long as this process lives: the kernel closes it however the process
 * ends, and it can be tried from another container, where process numbers mean nothing.
 */
export async function listenForLife(folder: string): Promise<LifeSign> {
  if (process.platform === "win32") return { name: undefined, close() {} };
  const name = `lock-${randomBytes(4).toString("hex")}.socket`;
  const path = join(folder, name);
  const server = createServer((socket) => socket.destroy());
  const listening = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(reach(path), () => resolve(true));
  });
  server.unref();
  // A file system without sockets, or a path longer than they can have: the lock then stands on the process number alone.
  if (!listening) return { name: undefined, close() {} };
  return { name, close: () => (server.close(), rmSync(path, { force: true })) };
}

/** Does the process that listens there live? Only the kernel's own refusal says no. */
export function answersLife(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(reach(path));
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT"));
  });
}

/** Socket paths are limited to about 100 bytes: the shorter of the two ways to say it. */
function reach(path: string): string {
  const nearby = relative(process.cwd(), path);
  return nearby.length < path.length ? nearby : path;
}
