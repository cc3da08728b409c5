import { clearSessionCookie } from "@/lib/auth/session-cookie";
import { paths } from "@/lib/paths";
import { answerForm, seeOther } from "./form";
import { endReplacedSession } from "./sign-in";

/** POST /logout */
export function submitSignOut(request: Request): Promise<Response> {
  return answerForm(request, paths.login, async (form) => {
    await endReplacedSession(form);
    return seeOther(paths.home, [clearSessionCookie()]);
  });
}
