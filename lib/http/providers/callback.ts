import { networkOf } from "@/lib/client-address/addresses";
import { clientIp } from "@/lib/client-address/client-ip";
import { readConsentCookie } from "@/lib/auth/consent-cookie";
import { exchangeCode } from "@/lib/auth/providers/exchange";
import { ProviderFailure } from "@/lib/auth/providers/failure";
import type { Caller, UserContext } from "@/lib/context";
import { config } from "@/lib/env/config";
import { closeAttempt, type ClosedAttempt } from "@/lib/identities/attempt";
import { findLinkedUser } from "@/lib/identities/find-linked";
import { linkIdentity } from "@/lib/identities/link";
import { isWebOffered, type ProvedIdentity, type WebProvider } from "@/lib/identities/provider";
import { signInByIdentity } from "@/lib/identities/sign-in";
import { newId } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { takeTogether } from "@/lib/rate-limit/take-together";
import { findSignedIn } from "../browser-context";
import { requireBudget } from "../budget";
import { seeOther } from "../forms/form";
import { completeSignIn } from "../forms/complete-sign-in";
import { fromRequest, toResponse } from "../from-request";
import { FlowProblem } from "./flow-problem";
import { providerProblem, type Flow } from "./problems";

/** GET /api/auth/callback/{google,github}: the browser comes back from the provider, with a code or an error. */
export function answerCallback(provider: WebProvider): (request: Request) => Promise<Response> {
  return async (request) => {
    const incoming = fromRequest(request, {});
    const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
    const flow: Flow = { provider, intent: "sign_in", next: paths.dashboard };
    try {
      requireBudget(await takeTogether(`provider callback ${networkOf(caller.ip)}`, 2 * config().anonymousRatePerMinute));
      if (!isWebOffered(provider)) throw new FlowProblem("absent");
      const query = new URL(incoming.url, config().publicUrl).searchParams;
      const attempt = await take(query.get("state"), provider, incoming.header("cookie"));
      Object.assign(flow, { intent: attempt.intent, next: attempt.next });
      const proved = await exchangeCode(provider, { code: readCode(query), iss: query.get("iss") ?? undefined, ...attempt });
      return await finish({ caller, cookie: incoming.header("cookie") }, attempt, proved);
    } catch (thrown) {
      return toResponse(providerProblem(thrown, flow, caller));
    }
  };
}

/** The state is used up before anything else is looked at: whatever comes of it, it is over. */
async function take(state: string | null, provider: WebProvider, cookie: string | undefined): Promise<ClosedAttempt> {
  const attempt = state ? await closeAttempt(state, provider, readConsentCookie(cookie)) : "gone";
  if (typeof attempt === "string") throw new FlowProblem(attempt);
  return attempt;
}

function readCode(query: URLSearchParams): string {
  const error = query.get("error");
  if (error === "access_denied") throw new FlowProblem("denied");
  if (error !== null) throw new ProviderFailure(/^(server_error|temporarily_unavailable)$/.test(error) ? "unreachable" : "answer", `The provider answered ${error.slice(0, 100)}: ${(query.get("error_description") ?? "").slice(0, 200)}`);
  const code = query.get("code");
  if (!code) throw new ProviderFailure("answer", "The provider sent no code");
  return code;
}

type Browser = { caller: Caller; cookie: string | undefined };

async function finish(browser: Browser, attempt: ClosedAttempt, proved: ProvedIdentity): Promise<Response> {
  if (attempt.intent === "link") return link(browser, attempt, proved);
  if (attempt.intent === "confirm") return confirm(browser, attempt, proved);
  const user = await signInByIdentity(browser.caller, proved);
  // the list may have changed since they set out
  const redirectUri = config().signIn.redirectUris.find((allowed) => allowed === attempt.redirectUri);
  return completeSignIn({ ...browser, next: attempt.next, redirectUri }, user, proved.provider);
}

async function link({ caller, cookie }: Browser, { userId, next }: ClosedAttempt, proved: ProvedIdentity): Promise<Response> {
  const principal = await findSignedIn(caller, cookie);
  if (principal?.user.id !== userId || !principal) throw new FlowProblem("signed_out");
  const ctx: UserContext = { ...caller, principal };
  await linkIdentity(ctx, proved);
  return seeOther(`${next}?linked=${proved.provider}`);
}

async function confirm(browser: Browser, { userId, next }: ClosedAttempt, proved: ProvedIdentity): Promise<Response> {
  const user = await findLinkedUser(proved);
  if (user?.id !== userId || !user) throw new FlowProblem("other_person");
  return completeSignIn({ ...browser, next }, user, proved.provider);
}
