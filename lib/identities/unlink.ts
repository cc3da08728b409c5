import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { IdentityProvider } from "@/lib/contract/identities";
import { notFound, Refusal } from "@/lib/errors";
import { signInUnlinked } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { providerNames } from "./provider";
import { countWaysIn, findWaysIn } from "./ways-in";

/** It can no longer sign in as this person. Throws NOT_FOUND, or CONFLICT where nothing else would be left to sign in with. */
export async function unlinkIdentity(ctx: UserContext, id: string): Promise<void> {
  const userId = ctx.principal.user.id;
  await withAudit(ctx, async (tx) => {
    // two that are unlinked at once must not both take the other for what is left
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
    const identity = await tx.identity.findFirst({ where: { id, userId } });
    if (!identity) throw notFound();
    const provider = identity.provider as IdentityProvider;
    const ways = await findWaysIn(tx, userId);
    if (countWaysIn(ways) <= Number(ways.providers.includes(provider))) throw new Refusal("CONFLICT", { field: "provider" }, "It is your only way to sign in. Set a password first");
    await tx.identity.deleteMany({ where: { id, userId } });
    const name = providerNames[provider];
    await notify(tx, userId, signInUnlinked(ctx, name));
    return { result: undefined, entry: { action: "identity.unlinked", target: { type: "identity", id, name }, detail: { provider, issuer: identity.issuer, subject: identity.subject } } };
  });
}
