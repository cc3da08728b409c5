import type { Caller, Principal } from "@/lib/context";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { recordStep } from "./record";

const seen = new Set<string>();
const mostKept = 20_000;

/**
 * Writes down the first call of an app that got through, once for each connection: the end of a successful attempt. The
 * database is asked once for each connection and process; a failed query does not fail the call.
 */
export async function recordFirstCall({ client, credentialId, user }: Principal, caller: Caller, detail: Record<string, unknown>): Promise<void> {
  if (!client || seen.has(credentialId)) return;
  if (seen.size >= mostKept) seen.clear();
  seen.add(credentialId);
  try {
    const before = await db().connectionEvent.findFirst({ where: { credentialId, step: "first_call", succeeded: true }, select: { id: true } });
    if (!before) recordStep({ step: "first_call", succeeded: true, clientId: client.clientId, clientName: client.name, credentialId, userId: user.id, detail, caller });
  } catch (error) {
    seen.delete(credentialId);
    log.warn("Whether an app has called before could not be read", { error });
  }
}
