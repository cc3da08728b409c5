import { browserMark } from "@/lib/auth/consent-cookie";
import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import { newId } from "@/lib/ids";
import { errorAddress } from "@/lib/oauth/authorize/answer-address";
import { authorize } from "@/lib/oauth/authorize/authorize";
import { findTarget, type Target } from "@/lib/oauth/authorize/find-target";
import { causes } from "@/lib/oauth/doctor/causes";
import { recordStep } from "@/lib/oauth/doctor/record";
import type { OauthRefusal } from "@/lib/oauth/errors";
import { paths } from "@/lib/paths";
import { findSignedIn } from "../../browser-context";
import type { Answer, Incoming } from "../../incoming";
import { takeAddressBudget } from "../address-budget";
import { routeFunction } from "../endpoint";
import { problemPage } from "../problem-page";
import { toOauthForm } from "../read-form";
import { toOauthError } from "../to-oauth-error";

const perMinute = 300;

/** GET /oauth/authorize. Never with CORS headers: it acts by the browser's cookie. */
export const answerAuthorize = routeFunction(async (incoming) => {
  const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  const query = new URLSearchParams(incoming.url.slice(incoming.url.indexOf("?") + 1 || incoming.url.length));
  let target: Target;
  try {
    const { refused } = await takeAddressBudget("authorize", { perMinute }, caller.ip);
    if (refused) throw refused;
    target = await findTarget(toOauthForm(only(query, ["client_id", "redirect_uri"])));
  } catch (thrown) {
    return showProblem(thrown, incoming, caller, query);
  }
  return answerTarget(incoming, caller, query, target);
});

/** From here on the client is told what is wrong, by redirect; unless it is we who are. */
async function answerTarget(incoming: Incoming, caller: Caller, query: URLSearchParams, target: Target): Promise<Answer> {
  try {
    const mark = browserMark(incoming.header("cookie"));
    const principal = await findSignedIn(caller, incoming.header("cookie"));
    const outcome = await authorize({ ...caller, principal }, target, toOauthForm(query), mark.secret);
    if (outcome.kind === "answered") return redirect(outcome.location, caller);
    return { ...redirect(`${paths.consent}?request=${outcome.handle}`, caller), cookies: [mark.cookie] };
  } catch (thrown) {
    const { refusal } = toOauthError(thrown, incoming, caller.requestId);
    if (refusal.status >= 500) return showProblem(thrown, incoming, caller, query);
    const { client, redirectUri } = target;
    recordStep({ step: "authorize", succeeded: false, clientId: client.clientId, clientName: client.name, cause: refusal.causeCode, detail: { ...refusal.detail, error: refusal.code, description: refusal.description }, caller });
    return redirect(errorAddress(redirectUri, query.getAll("state").length === 1 ? query.get("state") : undefined, refusal), caller);
  }
}

function redirect(location: string, caller: Caller): Answer {
  return { status: 302, headers: { location, "cache-control": "no-store", "x-request-id": caller.requestId }, body: undefined };
}

function showProblem(thrown: unknown, incoming: Incoming, caller: Caller, query: URLSearchParams): Answer {
  const { refusal, answer } = toOauthError(thrown, incoming, caller.requestId);
  const clientId = query.get("client_id") ?? undefined;
  recordStep({ step: "authorize", succeeded: false, clientId, cause: refusal.causeCode, detail: { ...refusal.detail, description: refusal.description }, caller });
  const cause = refusal.causeCode === undefined ? undefined : causes[refusal.causeCode];
  const page = problemPage({
    status: refusal.status === 401 ? 400 : refusal.status,
    title: cause?.title ?? "This app's request is not valid",
    text: `${refusal.description}. ${isForAdministrators(refusal) ? "You" : "The app that sent you here has to be mended; you"} can close this page.`,
    facts: [...factsOf(query), ...registeredAddresses(refusal)],
    fix: cause?.fix,
    requestId: caller.requestId,
  });
  const retryAfter = answer.headers["retry-after"];
  return retryAfter === undefined ? page : { ...page, headers: { ...page.headers, "retry-after": retryAfter } };
}

function isForAdministrators({ causeCode }: OauthRefusal): boolean {
  return causeCode === "client_pending" || causeCode === "client_blocked";
}

function factsOf(query: URLSearchParams): [string, string[]][] {
  return ["client_id", "redirect_uri"].map((name): [string, string[]] => [name, query.getAll(name).map((value) => value.slice(0, 500))]).filter(([, values]) => values.length > 0);
}

function registeredAddresses(refusal: OauthRefusal): [string, string[]][] {
  const { registered } = refusal.detail;
  return Array.isArray(registered) && refusal.causeCode?.startsWith("redirect_uri") ? [["registered redirect URIs", registered.map(String)]] : [];
}

function only(query: URLSearchParams, names: string[]): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => names.includes(name)));
}
