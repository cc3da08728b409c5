import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { OauthForm } from "@/lib/oauth/form";
import { OauthRefusal } from "@/lib/oauth/errors";
import { budgetHeaders } from "../budget";
import { fromRequest, toResponse } from "../from-request";
import type { Answer, Incoming } from "../incoming";
import { takeAddressBudget, type AddressLimits } from "./address-budget";
import { corsHeaders, preflight } from "./cors";
import { readForm } from "./read-form";
import { readJsonBody } from "./read-json-body";
import { toOauthError } from "./to-oauth-error";

type Body = "form" | "json";

export type EndpointInput<Kind extends Body> = {
  caller: Caller;
  header: Incoming["header"];
  /** The parameters of a form, or the parsed JSON. */
  body: Kind extends "json" ? unknown : OauthForm;
};

/** `undefined` members are left out. A `null` has no place in an OAuth answer: clients refuse it. */
export type EndpointReply = { status?: 200 | 201; body: object; headers?: Record<string, string> };

export type EndpointOptions<Kind extends Body> = {
  /** Names its budget: calls by address, for those who have not proven who they are. */
  name: string;
  limits: AddressLimits;
  body: Kind;
  /** Told of every refusal before it is answered, for the connection doctor. */
  onRefusal?: (refusal: OauthRefusal, input: { caller: Caller; body: EndpointInput<Kind>["body"] | undefined }) => void;
};

type RouteFunction = (request: Request) => Promise<Response>;
type Handler = RouteFunction & { answer(incoming: Incoming): Promise<Answer> };
export type EndpointRoutes = Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", Handler>;

/**
 * The exports of an OAuth endpoint's route file: POST alone (RFC 6749, section 3.2), a form or JSON, callable from any origin,
 * never cached, counted by address, and with the errors of RFC 6749.
 */
export function oauthEndpoint<Kind extends Body = "form">(options: EndpointOptions<Kind>, verb: (input: EndpointInput<Kind>) => Promise<EndpointReply>): EndpointRoutes {
  const post = routeFunction((incoming) => answerPost(options, incoming, verb));
  const other = routeFunction(async (incoming) => withCommon(toOauthError(methodRefused(), incoming).answer, newId("req"), { allow: "POST, OPTIONS" }));
  const options_ = routeFunction(async (incoming) => preflight(incoming, "POST, OPTIONS"));
  return { GET: other, POST: post, PUT: other, PATCH: other, DELETE: other, OPTIONS: options_ };
}

const methodRefused = () => new OauthRefusal("invalid_request", "This address answers POST", { status: 405 });

/** Makes an answering function one that Next's route files export, and the hot path may call. */
export function routeFunction(answer: (incoming: Incoming) => Promise<Answer>): Handler {
  return Object.assign(async (request: Request) => toResponse(await answer(fromRequest(request, {}))), { answer });
}

async function answerPost<Kind extends Body>(options: EndpointOptions<Kind>, incoming: Incoming, verb: (input: EndpointInput<Kind>) => Promise<EndpointReply>): Promise<Answer> {
  const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  const taken = takeAddressBudget(options.name, options.limits, caller.ip);
  const { budget, refused } = taken instanceof Promise ? await taken : taken;
  let body: EndpointInput<Kind>["body"] | undefined;
  try {
    if (refused) throw refused;
    body = (options.body === "json" ? await readJsonBody(incoming) : await readForm(incoming)) as EndpointInput<Kind>["body"];
    const reply = await verb({ caller, header: incoming.header, body });
    return withCommon(
      { status: reply.status ?? 200, headers: { "content-type": "application/json", ...reply.headers }, body: JSON.stringify(reply.body, (_name, value: unknown) => value ?? undefined) },
      caller.requestId,
      budgetHeaders(budget),
    );
  } catch (thrown) {
    const { answer, refusal } = toOauthError(thrown, incoming, caller.requestId);
    options.onRefusal?.(refusal, { caller, body });
    return withCommon(answer, caller.requestId, budgetHeaders(budget));
  }
}

function withCommon(answer: Answer, requestId: string, more: ReturnType<typeof budgetHeaders>): Answer {
  Object.assign(answer.headers, corsHeaders(), more, { "x-request-id": requestId, "cache-control": "no-store", pragma: "no-cache" });
  return answer;
}
