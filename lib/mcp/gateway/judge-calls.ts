import type { Principal } from "@/lib/context";
import type { Answer } from "@/lib/http/incoming";
import { insufficientScope } from "../door/challenge";
import type { Door } from "../door/door";
import { refuseTool, type ToolPolicy, type ToolRefusal } from "./judge-tools";
import type { Posted } from "./read-messages";
import { rpcCodes, rpcErrors, type RpcError } from "./rpc-answers";

/** What somebody is answered who may not call one of the tools, and the scopes that would suffice, where they would. */
export type CallRefusal = { answer: Answer; missingScopes: string[] };

/**
 * Looks at each call of what was posted; undefined where all of it may go on. Of a batch nothing goes on
 * unless everything may. Where only scopes are missing it is the challenge with which a client asks for more (403); where the
 * person must not, it is an answer that the model reads.
 */
export function judgeCalls(policy: ToolPolicy, door: Door, principal: Principal, posted: Posted, requestId: string): CallRefusal | undefined {
  const refusals = posted.messages.map(({ method, params }) => (method === "tools/call" ? refuseTool(policy, params!.name as string, principal) : undefined));
  const refused = refusals.filter((refusal) => refusal !== undefined);
  if (refused.length === 0) return undefined;
  const errorOf = (index: number): RpcError => toRpcError(refusals[index] ?? bystander(refused[0]!), requestId);
  if (refused.some(({ missingScope }) => missingScope === undefined)) return { answer: rpcErrors(200, posted, errorOf), missingScopes: [] };
  const missingScopes = [...new Set(refused.map(({ missingScope }) => missingScope!))];
  return { answer: rpcErrors(403, posted, errorOf, { "www-authenticate": insufficientScope(door, missingScopes, principal, refused[0]!.text) }), missingScopes };
}

function toRpcError({ text, missingScope, groups, roles }: Omit<ToolRefusal, "tool">, requestId: string): RpcError {
  return { code: rpcCodes.forbidden, message: text, data: { code: "FORBIDDEN", required_scope: missingScope, required_groups: groups, required_roles: roles, request_id: requestId } };
}

function bystander({ tool }: ToolRefusal): Omit<ToolRefusal, "tool"> {
  return { text: `Nothing of this batch was done, for it calls the tool ${tool}, which you may not. Send the others without it` };
}
