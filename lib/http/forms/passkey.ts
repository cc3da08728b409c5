import { browserMark, readConsentCookie } from "@/lib/auth/consent-cookie";
import { readUnfinishedCookie } from "@/lib/auth/unfinished-cookie";
import { clientIp } from "@/lib/client-address/client-ip";
import { networkOf } from "@/lib/client-address/addresses";
import type { Caller } from "@/lib/context";
import { AuthenticationResponse } from "@/lib/contract/passkeys";
import { invalid, notFound, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { arePasskeysPossible } from "@/lib/passkeys/relying-party";
import { signInWithPasskey, startPasskeySignIn } from "@/lib/passkeys/sign-in";
import { paths } from "@/lib/paths";
import { takeTogether } from "@/lib/rate-limit/take-together";
import { endUnfinished, findUnfinished } from "@/lib/second-factor/unfinished";
import { findSignedIn } from "../browser-context";
import { requireBudget } from "../budget";
import { fromRequest } from "../from-request";
import { parseJson } from "../input/parse-json";
import { mayActByCookie } from "../same-origin";
import { toErrorAnswer } from "../to-error";
import { answerForm, type Form } from "./form";
import { beginBrowserSession } from "./complete-sign-in";

/** Every sign-in page asks once, so that passkeys stand among the names that the browser offers. */
const optionsPerMinute = 120;

/**
 * POST /login/passkey/options: what the sign-in page gives to `navigator.credentials.get()`, bound to this browser. With
 * `?for=second-factor` or `?for=confirm` only the passkeys of whoever is signing in, or signed in, will do.
 */
export async function answerPasskeyOptions(request: Request): Promise<Response> {
  const incoming = fromRequest(request, {});
  const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  try {
    if (!mayActByCookie(incoming)) throw new Refusal("FORBIDDEN", {}, "This came from another site");
    requireBudget(await takeTogether(`passkey options ${networkOf(caller.ip)}`, optionsPerMinute));
    if (!arePasskeysPossible()) throw notFound();
    const mark = browserMark(incoming.header("cookie"));
    const userId = await findExpected(new URL(request.url).searchParams.get("for"), caller, incoming.header("cookie"));
    const options = await startPasskeySignIn(mark.secret, userId);
    return Response.json({ options }, { headers: { "cache-control": "no-store", "set-cookie": mark.cookie } });
  } catch (thrown) {
    const { status, headers, body } = toErrorAnswer(thrown, caller.requestId);
    return new Response(body, { status, headers });
  }
}

async function findExpected(purpose: string | null, caller: Caller, cookie: string | undefined): Promise<string | undefined> {
  if (purpose === "second-factor") return (await findUnfinished(readUnfinishedCookie(cookie)))?.user.id;
  if (purpose === "confirm") return (await findSignedIn(caller, cookie))?.user.id;
  return undefined;
}

/** POST /login/passkey/submit: `response`, as the browser has made it, `next`, and `for` as above. Proves both factors at once. */
export function submitPasskey(request: Request): Promise<Response> {
  const page = (form: Form | undefined) => (form?.field("for") === "second-factor" ? paths.secondFactor : paths.login);
  return answerForm(request, page, async (form) => {
    const user = await signInWithPasskey(form.caller, readConsentCookie(form.cookie), readResponse(form));
    const secret = readUnfinishedCookie(form.cookie);
    const unfinished = await findUnfinished(secret);
    const isSame = unfinished?.user.id === user.id;
    if (secret !== undefined && unfinished) await endUnfinished(secret);
    return beginBrowserSession({ ...form, next: form.field("next"), redirectUri: isSame ? unfinished.redirectUri : undefined }, user, "passkey");
  });
}

function readResponse(form: Form): AuthenticationResponse {
  const parsed = AuthenticationResponse.safeParse(parseJson(new TextEncoder().encode(form.field("response") || "null")));
  if (!parsed.success) throw invalid("passkey", "is not what a browser answers");
  return parsed.data;
}
