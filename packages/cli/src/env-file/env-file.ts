import { readFile, realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Failure, usageFailure } from "../failure";
import { openDraft, type Draft } from "../write-atomically";
import { setVariable } from "./rewrite";

/** A file of environment variables, read once, whose place is held until a key is put into it. */
export type EnvFile = {
  /** As it was typed. */
  shown: string;
  text: string;
  /** Makes sure now that it can be written later: a key is shown once, and must not be lost to a full disk. */
  prepare(): Promise<void>;
  write(name: string, key: string): Promise<void>;
  discard(): Promise<void>;
};

export async function openEnvFile(cwd: string, shown: string): Promise<EnvFile> {
  const path = await follow(resolve(cwd, shown));
  const { text, mode } = await read(path, shown);
  let draft: Draft | undefined;
  return {
    shown,
    text,
    async prepare() {
      const opened = await openDraft(path, mode).catch((error: Error) => Promise.reject(cannotWrite(shown, error)));
      draft = opened;
      await opened.fill(`${text}\n${"x".repeat(200)}`).catch(async (error: Error) => {
        await opened.discard();
        throw cannotWrite(shown, error);
      });
    },
    async write(name, key) {
      await draft!.fill(setVariable(text, name, key));
      await draft!.commit();
      draft = undefined;
    },
    async discard() {
      await draft?.discard();
    },
  };
}

export function requireVariableName(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw usageFailure(`--name must be the name of a variable such as API_KEY, not ${JSON.stringify(name)}`);
  return name;
}

const cannotWrite = (shown: string, error: Error) => new Failure(`${shown} cannot be written: ${error.message}.`, { hint: "Nothing was changed on the server." });

/** A link stays a link: what it points to is rewritten. */
async function follow(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function read(path: string, shown: string): Promise<{ text: string; mode: number }> {
  const found = await stat(path).catch(() => undefined);
  // a new one holds a secret from its first line on
  if (!found) return { text: "", mode: 0o600 };
  if (!found.isFile()) throw usageFailure(`${shown} is not a file`);
  return { text: await readFile(path, "utf8"), mode: found.mode & 0o7777 };
}
