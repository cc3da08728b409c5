import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { ProtectedApi } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { requireRole } from "@/lib/users/require-role";

/** Throws NOT_FOUND. */
export async function getProtectedApi(ctx: UserContext, id: string): Promise<ProtectedApi> {
  requireRole(ctx, "admin");
  const row = await db().protectedApi.findUnique({ where: { id } });
  if (!row) throw notFound();
  return row;
}

/** A page of protected APIs, newest first. */
export async function listProtectedApis(ctx: UserContext, query: { limit: number; cursor?: string | undefined }): Promise<{ rows: ProtectedApi[]; nextCursor: string | undefined }> {
  requireRole(ctx, "admin");
  const rows = await db().protectedApi.findMany({ where: query.cursor ? { id: { lt: query.cursor } } : {}, orderBy: { id: "desc" }, take: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}
