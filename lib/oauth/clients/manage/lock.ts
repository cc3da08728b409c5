import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { clientInclude, type ClientRow } from "./find";

/**
 * The client, held until the transaction ends: nobody changes it meanwhile, and no connection to it is made, for a new one has to
 * see its client. Throws NOT_FOUND.
 */
export async function lockClient(tx: Transaction, id: string, where: Prisma.OauthClientWhereInput): Promise<ClientRow> {
  await tx.$queryRaw`SELECT id FROM oauth_client WHERE id = ${id} FOR UPDATE`;
  const row = await tx.oauthClient.findFirst({ where, include: clientInclude });
  if (!row) throw notFound();
  return row;
}
