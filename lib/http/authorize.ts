import type { Principal } from "@/lib/context";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { scopeAllows } from "@/lib/contract/scopes";
import { Refusal } from "@/lib/errors";

/** Kinds of credential that stand for a person who is present, or for an app that a person let in. */
const layerTwo: readonly Principal["kind"][] = ["session", "grant"];

/** Layer and scope, from the route's declaration. Role and ownership are the verb's business. */
export function authorize(route: RouteDefinition, principal: Principal | undefined): void {
  if (route.auth === "anonymous") return;
  if (!principal) throw new Refusal("AUTH_REQUIRED");
  if (!isLayerReached(route, principal)) {
    throw new Refusal("FORBIDDEN", {}, route.auth === "user" ? "A key cannot do this: sign in, or use an app that you have connected" : "Only you yourself can do this: sign in");
  }
  if (route.endsOwnAccess && principal.kind === "session") return;
  if (route.scope && !scopeAllows(principal.scopes, route.scope)) throw new Refusal("FORBIDDEN", { required_scope: route.scope });
}

/** Is the credential of a kind that may call the route at all, whatever its scopes? */
export function isLayerReached({ auth }: RouteDefinition, { kind }: Principal): boolean {
  if (auth === "session") return kind === "session";
  return auth !== "user" || layerTwo.includes(kind);
}
