import { chooseCompiled } from "@/lib/contract/gateway-rules";
import type { GatewayRule } from "@/lib/contract/protected-apis";
import type { Principal } from "@/lib/context";
import { isRefusal, Refusal } from "@/lib/errors";
import type { CompiledApi } from "./compile";
import { requireDemands } from "./demands";

/** The rule for this request. Throws BAD_REQUEST where the path could be read as another one. */
export function findRule(api: CompiledApi, method: string, path: string): GatewayRule | undefined {
  const choice = chooseCompiled(api.compiledRules, method, path);
  if (choice.ambiguous) throw new Refusal("BAD_REQUEST", {}, "The path differs from one that has a rule of its own only in upper and lower case, or in the width of its letters: write it as the rule does");
  return choice.rule === undefined ? undefined : api.rules[choice.rule];
}

/** Lets the request pass by its rule. Throws AUTH_REQUIRED, or FORBIDDEN with what is missing. */
export function admitByRule(api: CompiledApi, rule: GatewayRule | undefined, { method, path }: { method: string; path: string }, principal: Principal | undefined): GatewayRule {
  if (rule?.layer === 0) return rule;
  if (!principal) throw new Refusal("AUTH_REQUIRED");
  if (!rule) throw new Refusal("FORBIDDEN", {}, `No rule of "${api.name}" allows ${method} ${path}`);
  if (rule.layer === 2 && !isPerson(api, principal)) throw new Refusal("FORBIDDEN", {}, api.isMcp ? "A key cannot do this: connect an app, which its person lets in by signing in" : "Only a person who signed in can do this: send a session token");
  requireDemands(principal, rule);
  return rule;
}

/** Programs speak to MCP servers, and the person behind one has signed in to let it in. */
function isPerson({ isMcp }: CompiledApi, { kind }: Principal): boolean {
  return kind === "session" || (isMcp && kind === "grant");
}

export function admitToApi(api: CompiledApi, method: string, path: string, principal: Principal | undefined): GatewayRule {
  return admitByRule(api, findRule(api, method, path), { method, path }, principal);
}

/** The same question about a stream that is open. */
export function wouldAdmit(api: CompiledApi, method: string, path: string, principal: Principal | undefined): boolean {
  try {
    admitToApi(api, method, path, principal);
    return true;
  } catch (thrown) {
    if (isRefusal(thrown)) return false;
    throw thrown;
  }
}
