import { authenticateSession } from "@/lib/access/authenticate";
import { readSessionCookie, setSessionCookie } from "@/lib/auth/session-cookie";
import { isRefusal } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { endSession } from "@/lib/sessions/end";
import { startSession } from "@/lib/sessions/start";
import { checkPassword } from "@/lib/users/check-password";
import { answerForm, forgetTyped, localPath, seeOther, type Form } from "./form";

/** POST /login/submit */
export function submitSignIn(request: Request): Promise<Response> {
  return answerForm(request, paths.login, signIn, (form) => ({ identifier: form.field("identifier") }));
}

async function signIn(form: Form): Promise<Response> {
  const identifier = form.field("identifier").trim();
  const user = await checkPassword(form.caller, identifier.includes("@") ? { email: identifier } : { username: identifier }, form.field("password"));
  await endReplacedSession(form);
  const { credentialId } = await startSession(form.caller, user, "password");
  return seeOther(localPath(form.field("next")), [await setSessionCookie(credentialId), forgetTyped()]);
}

/** The browser forgets its former session: it should not go on living where nobody can see it. */
export async function endReplacedSession(form: Form): Promise<void> {
  const sessionId = await readSessionCookie(form.cookie);
  if (sessionId === undefined) return;
  try {
    const principal = await authenticateSession(sessionId, form.caller);
    await endSession({ ...form.caller, principal }, sessionId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}
