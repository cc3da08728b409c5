import { withAudit } from "@/lib/audit/with-audit";
import { db } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { grantTypes } from "./metadata";

/**
 * Clients that every house knows without a registration: our own command line, so that its login works where nobody may register.
 * They are public and by device flow alone, so that anybody can go by their name, and nobody can be sent anywhere by it.
 */
const builtIn: Record<string, { name: string }> = { "keyhouse-cli": { name: "Keyhouse CLI" } };

export const isBuiltIn = (clientId: string): boolean => Object.hasOwn(builtIn, clientId);

/** The row of a built-in client, made when it is first asked for. An administrator may block it like any other. */
export async function findBuiltInClient(clientId: string): Promise<OauthClient> {
  return (await db().oauthClient.findUnique({ where: { clientId } })) ?? make(clientId);
}

function make(clientId: string): Promise<OauthClient> {
  return withAudit({ requestId: newId("req"), ip: undefined, userAgent: undefined }, async (tx) => {
    const data = {
      id: newId("client"),
      clientId,
      kind: "built_in",
      name: builtIn[clientId]!.name,
      redirectUris: [],
      grantTypes: [grantTypes.device, grantTypes.refresh],
      responseTypes: [],
      tokenEndpointAuthMethod: "none",
    };
    // of two who come first at the same moment both get its one row
    const { count } = await tx.oauthClient.createMany({ data: [data], skipDuplicates: true });
    const row = await tx.oauthClient.findUniqueOrThrow({ where: { clientId } });
    const entry = { action: "oauth_client.registered", target: { type: "oauth_client", id: row.id, name: row.name }, detail: { built_in: true } };
    return { result: row, actor: { kind: "system" }, entry: count === 1 ? entry : [] };
  });
}
