import { clearUnfinishedCookie, readUnfinishedCookie } from "@/lib/auth/unfinished-cookie";
import { loginPath, paths } from "@/lib/paths";
import { Refusal } from "@/lib/errors";
import { checkCode } from "@/lib/second-factor/check-code";
import { endUnfinished, findUnfinished, finish } from "@/lib/second-factor/unfinished";
import { answerForm, localPath, seeOther, type Form } from "./form";
import { beginBrowserSession } from "./complete-sign-in";

/** POST /login/second-factor/submit: `code` (six digits or a recovery code), or `leave` to sign in as somebody else. */
export function submitSecondFactor(request: Request): Promise<Response> {
  return answerForm(request, paths.secondFactor, (form) => (form.field("leave") === "" ? goOn(form) : leave(form)));
}

async function goOn(form: Form): Promise<Response> {
  const secret = readUnfinishedCookie(form.cookie);
  const unfinished = await findUnfinished(secret);
  if (secret === undefined || !unfinished) throw new Refusal("CONFLICT", { field: "sign_in" }, "This sign-in has expired: begin again");
  const way = await checkCode(form.caller, unfinished.user, form.field("code"));
  await finish(secret, unfinished);
  return beginBrowserSession({ ...form, next: unfinished.next, redirectUri: unfinished.redirectUri }, unfinished.user, `${unfinished.via}+${way}`);
}

async function leave(form: Form): Promise<Response> {
  const secret = readUnfinishedCookie(form.cookie);
  if (secret !== undefined) await endUnfinished(secret);
  return seeOther(loginPath(localPath(form.field("next"))), [clearUnfinishedCookie()]);
}
