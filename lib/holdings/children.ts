import { db } from "@/lib/db/client";
import { stillLiving } from "@/lib/users/govern/list-credentials";
import { holdingInclude, type Holding } from "./list";

/** So many are shown under what they were made from; a job that makes one each minute has more than anybody reads. */
const most = 200;
/** As often as a token can be exchanged over. */
const deepest = 4;

/** Tokens that were exchanged (RFC 8693) from these credentials, and those exchanged from them: they belong to the same person. */
export async function listChildren(parents: readonly Pick<Holding, "id">[]): Promise<Holding[]> {
  const found: Holding[] = [];
  let ids = parents.map(({ id }) => id);
  for (let depth = 0; depth < deepest && ids.length > 0 && found.length < most; depth++) {
    const rows = await db().credential.findMany({ where: { AND: [{ parentId: { in: ids } }, stillLiving()] }, include: holdingInclude, orderBy: { id: "desc" }, take: most - found.length });
    found.push(...rows);
    ids = rows.map(({ id }) => id);
  }
  return found;
}
