import { clearTelegramCookie, readTelegramCookie, setTelegramCookie } from "@/lib/auth/telegram-cookie";
import { sha256 } from "@/lib/crypto/hash";
import { Refusal } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { limiter } from "@/lib/rate-limit/limiter";
import { beginSignIn, signInLifetimeSeconds } from "@/lib/telegram/sign-in/begin";
import { finishSignIn, getSignInState } from "@/lib/telegram/sign-in/finish";
import { telegramUsername } from "@/lib/telegram/status";
import { completeSignIn } from "../forms/complete-sign-in";
import { answerForm, localPath, seeOther } from "../forms/form";

/** The page asks every two seconds. */
const looksPerMinute = 60;
/** Long enough that the page can say that it is over. */
const cookieSeconds = signInLifetimeSeconds * 2;

/** POST /login/telegram/begin: `next`. The browser gets a mark, and a page with a link and a number. */
export function beginTelegramSignIn(request: Request): Promise<Response> {
  return answerForm(request, paths.login, async (form) => {
    if (telegramUsername() === undefined) throw new Refusal("UNAVAILABLE", {}, "Telegram cannot be reached at the moment");
    const begun = await beginSignIn(form.caller, localPath(form.field("next")));
    return seeOther(paths.telegramLogin, [setTelegramCookie(begun, cookieSeconds)]);
  });
}

/** GET /login/telegram/state: how far it is, for the page that waits. Says nothing to a browser that has not begun it. */
export async function getTelegramState(request: Request): Promise<Response> {
  const begun = readTelegramCookie(request.headers.get("cookie") ?? undefined);
  if (!begun) return Response.json({ state: "gone" }, noStore);
  if (!limiter().take(`telegram state ${sha256(begun.mark)}`, looksPerMinute).allowed) return Response.json({ state: "waiting" }, { ...noStore, status: 429 });
  const { state } = await getSignInState(begun);
  return Response.json({ state }, noStore);
}

/** POST /login/telegram/finish: collects what a person has confirmed in Telegram. */
export function finishTelegramSignIn(request: Request): Promise<Response> {
  return answerForm(request, paths.telegramLogin, async (form) => {
    const begun = readTelegramCookie(form.cookie);
    if (!begun) throw new Refusal("INVALID_TOKEN", { field: "telegram" }, "This sign-in has ended: begin again");
    const { user, next } = await finishSignIn(begun);
    const response = await completeSignIn({ ...form, next }, user, "telegram");
    response.headers.append("set-cookie", clearTelegramCookie());
    return response;
  });
}

const noStore = { headers: { "cache-control": "no-store" } };
