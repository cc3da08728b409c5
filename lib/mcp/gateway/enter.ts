import type { Caller, Principal } from "@/lib/context";
import { chooseCompiled } from "@/lib/contract/gateway-rules";
import type { GatewayRule } from "@/lib/contract/protected-apis";
import { chooseToolRule } from "@/lib/contract/tool-rules";
import { notFound, Refusal } from "@/lib/errors";
import { admitToApi } from "@/lib/gateway/admit";
import type { CompiledApi } from "@/lib/gateway/compile";
import { readTarget, type Target } from "@/lib/gateway/path";
import { requireBudget } from "@/lib/http/budget";
import { pathOf } from "@/lib/http/call";
import type { Answer, Incoming } from "@/lib/http/incoming";
import { takeFromBudget } from "@/lib/rate-limit/credential-budget";
import type { Budget } from "@/lib/rate-limit/limiter";
import type { Call } from "@/lib/usage/record/call";
import { askedIn } from "../describe-message";
import { requireKnownOrigin, requireOwnHost } from "../door/check-host";
import type { Door } from "../door/door";
import { identify } from "../door/identify";
import { takeForBatch } from "../door/take-for-batch";
import { admitCaller, type Admitted } from "./admit-caller";
import { headerMismatch, headerMismatchCode } from "./check-headers";
import { judgeCalls } from "./judge-calls";
import { readMessages, type Posted } from "./read-messages";
import { rpcCodes, rpcErrors } from "./rpc-answers";
import { openSession, type OpenedSession } from "./seal-session";

/** A request at the door of an MCP server behind the gateway. `budget` is noted as soon as one was spent, for the headers of any answer. */
export type Visit = {
  api: CompiledApi;
  door: Door;
  incoming: Incoming;
  /** The whole body; rejects with PAYLOAD_TOO_LARGE above `largest` bytes. */
  readBody(largest: number): Promise<Uint8Array>;
  caller: Caller;
  call: Call;
  budget?: Budget;
  /** Who it is, once they stand inside: what refuses them from there on is a rule of this server. */
  principal?: Principal;
};

/** What goes on to the server behind. */
export type Passage = Admitted &
  Target & {
    rule: GatewayRule;
    /** The very bytes that were judged; GET and DELETE have none. */
    body: Uint8Array | undefined;
    posted: Posted | undefined;
    session: OpenedSession | undefined;
  };

export type Entered =
  | { to: "upstream"; passage: Passage }
  /** An answer of ours: nothing reaches the server behind, unless there is a session of its to be ended. */
  | { to: "caller"; answer: Answer; isRefusal: boolean; end?: Passage };

const largestBody = 4 * 1024 * 1024;

/** Lets a request pass, or answers it: host, credential, origin, limit, rule, messages, tools, session. Throws the refusal. */
export async function enter(visit: Visit): Promise<Entered> {
  const { api, door, incoming, call } = visit;
  requireOwnHost(incoming);
  const target = readExactTarget(api, incoming.url);
  const admitted = await identifyCaller(visit);
  const { principal } = admitted;
  visit.budget = await takeFromBudget(principal);
  requireBudget(visit.budget);
  requireKnownOrigin(incoming);
  visit.principal = principal;
  if (!["POST", "GET", "DELETE"].includes(incoming.method)) throw new Refusal("METHOD_NOT_ALLOWED");
  const rule = ruleFor(api, incoming.method, principal);
  if (rule.scope !== undefined) call.scopes = [rule.scope];
  const { body, posted } = await readPosted(visit);
  if (posted) {
    describe(visit, posted, rule);
    visit.budget = (await takeForBatch(principal, posted.messages.length)) ?? visit.budget;
    const mismatch = checkHeaders(posted, incoming);
    if (mismatch) return { to: "caller", answer: mismatch, isRefusal: false };
    const refused = judgeCalls({ serverName: api.name, tools: api.tools }, door, principal, posted, call.requestId);
    if (refused) {
      call.scopes = refused.missingScopes;
      return { to: "caller", answer: refused.answer, isRefusal: true };
    }
  }
  const passage: Passage = { ...admitted, ...target, rule, body, posted, session: undefined };
  return checkSession(visit, passage);
}

/** An MCP server is one address: what lies below it is nothing that its rules for tools could see. A slash at the end is none. */
function readExactTarget(api: CompiledApi, url: string): Target {
  const path = pathOf(url);
  if (path !== api.prefix && path !== `${api.prefix}/`) throw notFound();
  return readTarget(api, api.prefix + url.slice(path.length));
}

async function identifyCaller(visit: Visit): Promise<Admitted> {
  let admitted: Admitted | undefined;
  const admit = async () => (admitted = await admitCaller(visit.incoming, visit.call, visit.api.resource)).principal;
  await identify(visit.call, admit, (budget) => (visit.budget = budget));
  return admitted!;
}

/**
 * MCP calls always want somebody: a rule that lets everybody in lets in everybody with a credential. Where no rule names GET or DELETE,
 * the server has no streams or sessions for anybody: clients go on without them when they are told 405.
 */
function ruleFor(api: CompiledApi, method: string, principal: Principal): GatewayRule {
  if (method !== "POST" && isUnnamed(api, method)) throw new Refusal("METHOD_NOT_ALLOWED");
  return admitToApi(api, method, "/", principal);
}

function isUnnamed({ compiledRules }: CompiledApi, method: string): boolean {
  const { rule, ambiguous } = chooseCompiled(compiledRules, method, "/");
  return rule === undefined && !ambiguous;
}

async function readPosted({ api, incoming, readBody }: Visit): Promise<{ body: Uint8Array | undefined; posted: Posted | undefined }> {
  if (incoming.method !== "POST") return { body: undefined, posted: undefined };
  const body = await readBody(Math.min(api.maxBodyBytes, largestBody));
  return { body, posted: readMessages(body, incoming.header) };
}

/** The request log tells which server was asked what, `/mcp/everything tools/call echo`, and the scopes that this needs. */
function describe({ api, call }: Visit, { messages }: Posted, rule: GatewayRule): void {
  const asked = askedIn(messages);
  call.target = asked === undefined ? api.prefix : `${api.prefix} ${asked}`;
  const called = messages.flatMap(({ method, params }) => (method === "tools/call" ? [params!.name as string] : []));
  const scopes = [rule, ...called.map((tool) => chooseToolRule(api.tools ?? [], tool))].flatMap((demands) => demands?.scope ?? []);
  if (scopes.length > 0) call.scopes = [...new Set(scopes)];
}

function checkHeaders(posted: Posted, { header }: Incoming): Answer | undefined {
  const mismatch = headerMismatch(posted, header);
  return mismatch === undefined ? undefined : rpcErrors(400, posted, () => ({ code: headerMismatchCode, message: `The headers and the body disagree: ${mismatch}` }));
}

function checkSession({ api, incoming }: Visit, passage: Passage): Entered {
  const sealed = incoming.header("mcp-session-id");
  if (sealed === undefined) return { to: "upstream", passage };
  const { principal, posted } = passage;
  const session = openSession(api.id, principal, sealed);
  if (session && !session.isStale) return { to: "upstream", passage: { ...passage, session } };
  // the client begins anew (MCP, Streamable HTTP: Session Management)
  const message = session ? "The session has ended, for the role or the groups of its person have changed. Initialize a new one" : "Session not found. Initialize a new one";
  const answer = rpcErrors(404, posted ?? { messages: [], isBatch: false }, () => ({ code: rpcCodes.sessionUnknown, message }));
  return { to: "caller", answer, isRefusal: false, ...(session && { end: { ...passage, session } }) };
}
