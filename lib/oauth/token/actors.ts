import type { Principal } from "@/lib/context";
import { db } from "@/lib/db/client";

/** How often a token can be exchanged into another one: agents of agents, and no further. */
export const longestChain = 4;

/** Who acted before in this chain of exchanges, the newest first (RFC 8693, section 4.1). */
export async function findActors({ credentialId }: Pick<Principal, "credentialId">): Promise<string[]> {
  const actors: string[] = [];
  let row = await findLink(credentialId);
  while (row?.parentId && actors.length < longestChain) {
    actors.push(row.client?.clientId ?? row.parentId);
    row = await findLink(row.parentId);
  }
  return actors;
}

function findLink(id: string) {
  return db().credential.findUnique({ where: { id }, select: { parentId: true, client: { select: { clientId: true } } } });
}
