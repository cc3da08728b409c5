import { builtInScopes, type Role } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import { slot } from "@/lib/slot";

export type RegisteredScope = { name: string; description: string; lowestRole: Role; builtIn: boolean };

const registrySlot = slot<readonly RegisteredScope[]>("scopes");

/** All scopes of this house, by name. Read once and again when the tag `scopes` changes. */
export const scopeRegistry = () => registrySlot.get();

/** Adds built-in scopes that this version brings and reads the registry. Run at the start. */
export async function loadScopes(): Promise<void> {
  await db().scope.createMany({
    data: Object.entries(builtInScopes).map(([name, scope]) => ({ name, ...scope, builtIn: true })),
    skipDuplicates: true,
  });
  await reloadScopes();
}

export async function reloadScopes(): Promise<void> {
  const rows = await db().scope.findMany({ orderBy: { name: "asc" } });
  registrySlot.set(rows.map(({ name, description, lowestRole, builtIn }) => ({ name, description, lowestRole: lowestRole as Role, builtIn })));
}
