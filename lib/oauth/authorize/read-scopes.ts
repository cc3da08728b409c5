import { scopeRegistry } from "@/lib/scopes/registry";
import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";

/** Asks for a refresh token in OpenID Connect. Every grant here has one: it is understood, and is no scope of anything. */
export const offlineAccess = "offline_access";

export type AskedScopes = {
  /** Empty: none were asked for, and the default set is meant. */
  scopes: string[];
  /** Of those, what the client says it can do without (`optional_scope`); without that parameter the person decides. */
  optionalScopes: string[];
};

/** The scopes that a request names (RFC 6749, section 3.3). Unknown ones are dropped as long as one is left. Throws invalid_scope. */
export function readScopes(form: OauthForm): AskedScopes {
  const registered = new Set(scopeRegistry().map((scope) => scope.name));
  const named = split(form.get("scope"));
  const optional = split(form.get("optional_scope")).filter((name) => registered.has(name) && !named.includes(name));
  const asked = named.filter((name) => name !== offlineAccess);
  const known = asked.filter((name) => registered.has(name));
  if (asked.length > 0 && known.length + optional.length === 0) {
    throw new OauthRefusal("invalid_scope", "None of these scopes exists here: scopes_supported of the metadata lists those that do", { cause: "scope_none_grantable", detail: { asked: asked.slice(0, 50) } });
  }
  return { scopes: [...new Set([...known, ...optional])], optionalScopes: [...new Set(optional)] };
}

export function split(text: string | undefined): string[] {
  return (text ?? "").split(" ").filter(Boolean);
}
