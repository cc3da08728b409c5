import type { z } from "zod";
import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { createScope as createRoute, updateScope as updateRoute } from "@/lib/contract/scope-registry";
import { isUniqueViolation } from "@/lib/db/errors";
import { notFound, Refusal } from "@/lib/errors";
import { requireRole } from "@/lib/users/require-role";
import { reloadScopes, scopeRegistry, type RegisteredScope } from "./registry";

/** Adds a scope of the operator's own. Throws CONFLICT where the name is taken. */
export async function createScope(ctx: UserContext, input: z.output<(typeof createRoute)["body"]>): Promise<RegisteredScope> {
  requireRole(ctx, "admin");
  const { name, description, lowest_role } = input;
  try {
    await withAudit(ctx, async (tx) => {
      await tx.scope.create({ data: { name, description, lowestRole: lowest_role } });
      return { result: undefined, changed: [tagOf.scopes], entry: { action: "scope.created", target: { type: "scope", id: name }, detail: input } };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Refusal("CONFLICT", { field: "name" }, `There is already a scope ${name}`);
    throw error;
  }
  return reread(name);
}

/** Describes a scope anew, or changes who may hold it. Throws NOT_FOUND, or CONFLICT for the role of a built-in one. */
export async function updateScope(ctx: UserContext, name: string, change: z.output<(typeof updateRoute)["body"]>): Promise<RegisteredScope> {
  requireRole(ctx, "admin");
  const scope = getScope(name);
  if (scope.builtIn && change.lowest_role !== undefined && change.lowest_role !== scope.lowestRole) {
    throw new Refusal("CONFLICT", { field: "lowest_role" }, `${name} is built in: who may hold it is fixed. Add a scope of your own instead`);
  }
  await withAudit(ctx, async (tx) => {
    const data = { ...(change.description !== undefined && { description: change.description }), ...(change.lowest_role !== undefined && { lowestRole: change.lowest_role }) };
    const { count } = await tx.scope.updateMany({ where: { name }, data });
    if (count !== 1) throw notFound();
    return { result: undefined, changed: [tagOf.scopes], entry: { action: "scope.updated", target: { type: "scope", id: name }, detail: change } };
  });
  return reread(name);
}

/** Takes a scope out of the registry; nobody holds it from then on. Throws NOT_FOUND, or CONFLICT for a built-in one. */
export async function deleteScope(ctx: UserContext, name: string): Promise<void> {
  requireRole(ctx, "admin");
  if (getScope(name).builtIn) throw new Refusal("CONFLICT", { field: "name" }, `${name} is built in and stays`);
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.scope.deleteMany({ where: { name } });
    if (count !== 1) throw notFound();
    return { result: undefined, changed: [tagOf.scopes], entry: { action: "scope.deleted", target: { type: "scope", id: name } } };
  });
}

function getScope(name: string): RegisteredScope {
  const scope = scopeRegistry().find((known) => known.name === name);
  if (!scope) throw notFound();
  return scope;
}

async function reread(name: string): Promise<RegisteredScope> {
  await reloadScopes();
  return getScope(name);
}
