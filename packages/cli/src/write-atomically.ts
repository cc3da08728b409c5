import { chmod, chown, open, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Replaces a file by one whose content is whole at every moment, also if the machine stops in between. */
export async function writeAtomically(path: string, content: string, { mode }: { mode: number }): Promise<void> {
  const draft = await openDraft(path, mode);
  await draft.fill(content);
  await draft.commit();
}

export type Draft = {
  /** Writes the content to the disk, in place of what was written before. */
  fill(content: string): Promise<void>;
  /** Puts it in the place of the file. */
  commit(): Promise<void>;
  discard(): Promise<void>;
};

/** A file beside another one, to take its place later: that there is room and that one may write shows before anything depends on it. */
export async function openDraft(path: string, mode: number): Promise<Draft> {
  const before = await stat(path).catch(() => undefined);
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.${Date.now().toString(36)}`);
  const file = await open(beside, "wx", 0o600);
  return {
    async fill(content) {
      await file.truncate(0);
      await file.write(content, 0, "utf8");
      await file.datasync();
    },
    async commit() {
      await file.close();
      // whoever owned it before goes on owning it, as far as we may say so
      if (before && before.uid !== process.getuid?.()) await chown(beside, before.uid, before.gid).catch(() => undefined);
      await chmod(beside, mode);
      await rename(beside, path);
    },
    async discard() {
      await file.close().catch(() => undefined);
      await unlink(beside).catch(() => undefined);
    },
  };
}
