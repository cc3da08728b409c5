import { effectiveScopes } from "@/lib/access/effective-scopes";
import { tagOf } from "@/lib/tags";
import type { AuditEntry } from "@/lib/audit/entry";
import { clock } from "@/lib/clock";
import type { KeysOfLeaver } from "@/lib/contract/members";
import type { Role } from "@/lib/contract/scopes";
import { endCredential } from "@/lib/credentials/revoke";
import type { Transaction } from "@/lib/db/client";
import type { Organization } from "@/lib/db/generated/client";
import { scopeRegistry } from "@/lib/scopes/registry";
import { withdrawInvitationsOf } from "../invitations/withdraw";

export type HandedOver = { entries: AuditEntry[]; changed: string[]; kept: number };

/**
 * What becomes of all that a person made in an organization when they go. Keys pass to the heir where the organization, or whoever
 * sends the person away, says so and there is one; everything else that acts by itself ends for good, so that it does not wake up if the person comes back.
 * Apps belong to the organization and stay in the heir's hands. Invitations that they sent are withdrawn.
 */
export async function handOver(tx: Transaction, organization: Organization, userId: string, heirId: string | undefined, keys?: KeysOfLeaver): Promise<HandedOver> {
  await withdrawInvitationsOf(tx, organization.id, userId);
  const keepsKeys = (keys === undefined ? organization.keysOutliveMembers : keys === "transfer") && heirId !== undefined;
  const apps = heirId === undefined ? { entries: [], changed: [] } : await handOverApps(tx, organization, userId, heirId);
  const credentials = await tx.credential.findMany({ where: { organizationId: organization.id, userId, revokedAt: null }, include: { user: { select: { role: true } } } });
  const changed: string[] = [];
  let kept = 0;
  for (const credential of credentials) {
    if (credential.kind !== "api_key" || !keepsKeys) {
      changed.push(...(await endCredential(tx, credential.id, "left_organization")));
      continue;
    }
    // as strong as it was in its maker's hands, and no stronger for its new owner's role
    const scopes = effectiveScopes(credential, credential.user.role as Role, scopeRegistry());
    await tx.credential.updateMany({ where: { id: credential.id, revokedAt: null }, data: { userId: heirId, scopes, scopesFollowRole: false } });
    changed.push(tagOf.credential(credential.id));
    kept++;
  }
  return { entries: apps.entries, changed: [...changed, ...apps.changed], kept };
}

/** An app that acts for itself would now act for the heir, and its maker may know its secret: it stops until somebody allows it again. */
async function handOverApps(tx: Transaction, organization: Organization, userId: string, heirId: string): Promise<Omit<HandedOver, "kept">> {
  const apps = await tx.oauthClient.findMany({ where: { organizationId: organization.id, ownerId: userId } });
  const entries: AuditEntry[] = [];
  for (const app of apps) {
    const acts = app.grantTypes.includes("client_credentials");
    const grantTypes = app.grantTypes.filter((type) => type !== "client_credentials");
    await tx.oauthClient.update({ where: { id: app.id }, data: { ownerId: heirId, ...(acts && { grantTypes }), updatedAt: clock.now() } });
    const detail = { reason: "its maker left the organization", ...(acts && { grant_types: grantTypes }) };
    entries.push({ action: "oauth_client.handed_over", organizationId: organization.id, subjectUserId: heirId, target: { type: "oauth_client", id: app.id, name: app.name }, detail });
  }
  return { entries, changed: apps.map(({ id }) => tagOf.client(id)) };
}
