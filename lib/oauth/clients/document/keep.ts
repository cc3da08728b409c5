import { withAudit } from "@/lib/audit/with-audit";
import { canonicalJson } from "@/lib/audit/chain";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { Prisma, type OauthClient } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import type { ClientMetadata } from "../metadata";
import type { FetchedDocument } from "./fetch";
import { provenDomain } from "./proven-domain";

/**
 * Keeps our copy of a document. A client seen for the first time, or one that says other things about itself than before, is
 * written to the audit log; that a copy is still good is not.
 */
export async function keepDocument(address: string, { metadata, otherAuthMethods, freshUntil }: FetchedDocument, known: OauthClient | undefined): Promise<OauthClient> {
  const fetched = { fetchedAt: clock.now(), freshUntil };
  const changed = known ? changedMembers(known, metadata) : [];
  if (known && changed.length === 0) return db().oauthClient.update({ where: { id: known.id }, data: { ...fetched, otherAuthMethods } });
  const data = { ...columns(metadata), otherAuthMethods, ...fetched, verifiedDomain: provenDomain(address, metadata.redirectUris) ?? keptDomain(address, known) };
  const caller = { requestId: newId("req"), ip: undefined, userAgent: undefined };
  return withAudit(caller, async (tx) => {
    // two who meet a new client at once both get its one row
    await tx.oauthClient.createMany({ data: [{ id: newId("client"), clientId: address, kind: "document", ...data }], skipDuplicates: true });
    const row = await tx.oauthClient.update({ where: { clientId: address }, data });
    const action = known ? "oauth_client.document_changed" : "oauth_client.document_read";
    return { result: row, actor: { kind: "system" }, entry: { action, target: { type: "oauth_client", id: row.id, name: row.name }, detail: { client_id: address, redirect_uris: row.redirectUris, ...(known && { changed }) } } };
  });
}

/** What an administrator has tied to the client stays; what a former version of the document proved does not. */
function keptDomain(address: string, known: OauthClient | undefined): string | null {
  return known && known.verifiedDomain !== new URL(address).hostname ? known.verifiedDomain : null;
}

/** Absent members are written too, as nothing: what the document no longer says no longer holds. */
function columns({ jwks, ...metadata }: ClientMetadata) {
  const written = Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, value ?? null])) as typeof metadata;
  return { ...written, jwks: jwks ?? Prisma.DbNull };
}

function changedMembers(known: OauthClient, metadata: ClientMetadata): string[] {
  return Object.entries(metadata)
    .filter(([name, value]) => canonicalJson(known[name as keyof OauthClient] ?? null) !== canonicalJson(value ?? null))
    .map(([name]) => name);
}
