import { unwatchFile, watchFile } from "node:fs";
import { withAudit } from "@/lib/audit/with-audit";
import { db } from "@/lib/db/client";
import { ConfigError } from "@/lib/env/read";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { slot } from "@/lib/slot";
import { tagOf } from "@/lib/tags";
import { applyApiFile } from "./apply";
import { ApiFileProblem, readApiFile } from "./read";

const problemSlot = slot<string | undefined>("apiFileProblem");

/** Why the file as it is now does not hold, in one sentence; undefined while it does. */
export const apiFileProblem = (): string | undefined => problemSlot.peek();

/** A change of the file takes effect within this time. Asking is one `stat`, which also sees files that are replaced, or linked anew. */
const lookEveryMs = 2000;
const retryMs = 5000;

/**
 * Declares what the file declares, and goes on doing so when it changes; returns a function that stops it. Throws ConfigError where it is wrong
 * at the start. Later a wrong file changes nothing, and is told of in the log and on the page.
 */
export async function followApiFile(path: string): Promise<() => Promise<void>> {
  problemSlot.set(undefined);
  await load(path).catch((error: unknown) => {
    if (error instanceof ApiFileProblem) throw new ConfigError("PROTECTED_APIS_FILE", `(${path}): ${error.message}`);
    throw error;
  });
  let last = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;
  const reload = () => {
    clearTimeout(retry);
    last = last.then(() => loadAgain(path)).then((settled) => void (settled || (retry = setTimeout(reload, retryMs).unref())));
  };
  watchFile(path, { interval: lookEveryMs, persistent: false }, reload);
  return async () => {
    unwatchFile(path, reload);
    await last;
    clearTimeout(retry);
  };
}

/** Without the variable no file says any more what its APIs are: from then on the page does. */
export async function releaseApiFile(): Promise<void> {
  problemSlot.set(undefined);
  const rows = await db().protectedApi.findMany({ where: { source: "file" }, select: { id: true, name: true } });
  if (rows.length === 0) return;
  await withAudit({ requestId: newId("req"), ip: undefined, userAgent: undefined }, async (tx) => {
    await tx.protectedApi.updateMany({ where: { source: "file" }, data: { source: "page" } });
    const entry = rows.map(({ id, name }) => ({ action: "protected_api.updated", target: { type: "protected_api", id, name }, detail: { source: "page", why: "PROTECTED_APIS_FILE is not set any more" } }));
    return { result: undefined, actor: { kind: "system" }, entry, changed: [tagOf.protectedApis] };
  });
}

async function load(path: string): Promise<void> {
  await applyApiFile(await readApiFile(path));
}

/** False where the database was away, so that it should be tried again. */
async function loadAgain(path: string): Promise<boolean> {
  try {
    await load(path);
    problemSlot.set(undefined);
    log.info("The file of protected APIs was read again", { path });
    return true;
  } catch (error) {
    const isWrong = error instanceof ApiFileProblem;
    problemSlot.set(isWrong ? error.message : "it could not be written to the database, which is tried again");
    log.error("The file of protected APIs does not hold; what stood before does", { path, ...(isWrong ? { why: error.message } : { error }) });
    return isWrong;
  }
}
