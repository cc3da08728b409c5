import { sha256 } from "@/lib/crypto/hash";
import { seal, unseal } from "@/lib/crypto/seal";
import { derivedKey } from "@/lib/crypto/secret-key";
import type { Principal } from "@/lib/context";

export type OpenedSession = {
  /** What the server behind calls the session. */
  upstreamId: string;
  /** The person's role or groups have changed since it began: what the server gathered in it belongs to somebody they no longer are. */
  isStale: boolean;
};

/**
 * The session id that the client gets in place of the upstream's: sealed, for one person and one credential at one server, with the
 * role and groups of this moment in it. So every instance can judge it, after a restart too, and none has to remember it.
 */
export function sealSession(apiId: string, principal: Principal, upstreamId: string): string {
  return seal(derivedKey("mcp-session"), JSON.stringify({ id: upstreamId, standing: standingOf(principal) }), contextOf(apiId, principal));
}

/** Undefined: made up, for another server, or somebody else's. */
export function openSession(apiId: string, principal: Principal, sealed: string): OpenedSession | undefined {
  try {
    const { id, standing } = JSON.parse(unseal(derivedKey("mcp-session"), sealed, contextOf(apiId, principal))) as { id: string; standing: string };
    return { upstreamId: id, isStale: standing !== standingOf(principal) };
  } catch {
    return undefined;
  }
}

/** An app that asks its person for more scopes gets another grant, and goes on with its session; so the app counts, not the grant. */
function contextOf(apiId: string, { user, client, credentialId }: Principal): string {
  return JSON.stringify(["mcp session", apiId, user.id, client?.id ?? credentialId]);
}

/** What the rules look at in a person, as a short text. */
export function standingOf({ user }: Principal): string {
  return sha256(JSON.stringify([user.role, [...user.groups].sort()])).slice(0, 22);
}
