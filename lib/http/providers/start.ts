import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { config } from "@/lib/env/config";
import type { Attempt } from "@/lib/identities/attempt";
import { Refusal } from "@/lib/errors";
import { isWebOffered, providerNames, type WebProvider } from "@/lib/identities/provider";
import { newId } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { findSignedIn } from "../browser-context";
import { budgetHeaders, requireBudget, takeBudget } from "../budget";
import { localPath } from "../forms/form";
import { fromRequest, toResponse } from "../from-request";
import type { Handler } from "../handle";
import type { Answer, Incoming } from "../incoming";
import { toErrorAnswer } from "../to-error";
import { FlowProblem, isFlowProblem } from "./flow-problem";
import { providerProblem, type Flow } from "./problems";
import { sendToProvider } from "./send-to-provider";

/** GET /auth/google, /auth/github: opened in a browser, so what goes wrong is a page and not JSON. */
export function startSignIn(route: RouteDefinition, provider: WebProvider): Handler {
  const answer = (incoming: Incoming) => answerStart(route, provider, incoming);
  return Object.assign(async (request: Request) => toResponse(await answer(fromRequest(request, {}))), { answer, route });
}

async function answerStart(route: RouteDefinition, provider: WebProvider, incoming: Incoming): Promise<Answer> {
  const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  const budget = await takeBudget(route, undefined, caller.ip);
  const query = new URL(incoming.url, config().publicUrl).searchParams;
  const flow: Flow = { provider, intent: "sign_in", next: localPath(query.get("next") ?? paths.dashboard) };
  const answer = await attemptStart(query, flow, incoming, caller, () => requireBudget(budget));
  Object.assign(answer.headers, budgetHeaders(budget), { "x-request-id": caller.requestId });
  return answer;
}

async function attemptStart(query: URLSearchParams, flow: Flow, incoming: Incoming, caller: Caller, requireLimit: () => void): Promise<Answer> {
  try {
    requireLimit();
    if (!isWebOffered(flow.provider)) throw new FlowProblem("absent");
    const redirectUri = readRedirectUri(query);
    const attempt: Attempt = { ...flow, ...(redirectUri !== undefined && { redirectUri }), ...(query.get("confirm") === "1" && (await confirming(incoming, caller))) };
    const { location, cookie } = await sendToProvider(attempt, incoming.header("cookie"));
    return { status: 302, headers: { location, "cache-control": "no-store" }, body: undefined, cookies: [cookie] };
  } catch (thrown) {
    // what is not offered is looked for by programs too
    if (isFlowProblem(thrown) && thrown.kind === "absent" && !incoming.header("accept")?.includes("text/html")) return toErrorAnswer(absent(flow), caller.requestId);
    return providerProblem(thrown, flow, caller);
  }
}

const absent = ({ provider }: Flow) => new Refusal("NOT_FOUND", {}, `There is no sign-in with ${providerNames[provider]} here: whoever runs this server has not switched it on`);

/** Letter by letter: what two programs take for the same address need not be. */
function readRedirectUri(query: URLSearchParams): string | undefined {
  const given = query.getAll("redirect_uri");
  if (given.length === 0) return undefined;
  if (given.length > 1 || !config().signIn.redirectUris.includes(given[0]!)) throw new FlowProblem("redirect_uri", given.join(" "));
  return given[0];
}

/** Who is signed in must be the one who comes back. Somebody who is not simply signs in. */
async function confirming(incoming: Incoming, caller: Caller): Promise<Partial<Attempt>> {
  const principal = await findSignedIn(caller, incoming.header("cookie"));
  return principal ? { intent: "confirm", userId: principal.user.id } : {};
}
