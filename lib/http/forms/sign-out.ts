import { clearSessionCookie } from "@/lib/auth/session-cookie";
import { loginPath, paths } from "@/lib/paths";
import { endReplacedSession } from "./complete-sign-in";
import { answerForm, localPath, seeOther } from "./form";

/** POST /logout; with `next` somebody else signs in and comes back there. */
export function submitSignOut(request: Request): Promise<Response> {
  return answerForm(request, paths.login, async (form) => {
    await endReplacedSession(form.caller, form.cookie);
    const next = form.field("next");
    return seeOther(next === "" ? paths.home : loginPath(localPath(next)), [clearSessionCookie()]);
  });
}
