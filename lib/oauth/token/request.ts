import type { Caller } from "@/lib/context";
import type { OauthClient } from "@/lib/db/generated/client";
import { split, offlineAccess } from "../authorize/read-scopes";
import { OauthRefusal, type Concerned } from "../errors";
import type { OauthForm } from "../form";
import { canonicalResource } from "@/lib/resources";

/** A token request whose client has proven who it is. */
export type TokenRequest = { caller: Caller; client: OauthClient; form: OauthForm };

export function requireParameter(form: OauthForm, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new OauthRefusal("invalid_request", `The request has no ${name}`, { cause: "request_invalid", detail: { parameter: name } });
  return value;
}

/** The scopes that a token request names; none means all that was granted. */
export function askedScopes(form: OauthForm): string[] {
  return split(form.get("scope")).filter((name) => name !== offlineAccess);
}

/** RFC 8707, section 2.2: what was bound when the person agreed is never widened afterwards. */
export function requireSameResource(granted: string, form: OauthForm, about: Concerned): void {
  const asked = form.getAll("resource");
  if (asked.every((text) => canonicalResource(text) === granted)) return;
  throw new OauthRefusal("invalid_target", `This connection is for ${granted} alone`, { cause: "resource_unknown", detail: { asked, granted }, about });
}

export function concerned(client: OauthClient, grant?: { id: string; userId: string }, attemptId?: string | null): Concerned {
  return { clientId: client.clientId, clientName: client.name, userId: grant?.userId, credentialId: grant?.id, attemptId: attemptId ?? undefined };
}
