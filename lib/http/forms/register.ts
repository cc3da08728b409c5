import { setSessionCookie } from "@/lib/auth/session-cookie";
import { RegisterBody } from "@/lib/contract/auth";
import { Refusal } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { startSession } from "@/lib/sessions/start";
import { registerUser } from "@/lib/users/register";
import { answerForm, forgetTyped, localPath, seeOther, type Form } from "./form";
import { endReplacedSession } from "./sign-in";

/** POST /register/submit */
export function submitRegistration(request: Request): Promise<Response> {
  return answerForm(request, paths.register, register, (form) => ({ email: form.field("email"), username: form.field("username") }));
}

async function register(form: Form): Promise<Response> {
  const input = RegisterBody.safeParse({
    email: form.field("email"),
    password: form.field("password"),
    username: form.field("username").trim() || undefined,
    setup_token: form.field("setup_token").trim() || undefined,
  });
  if (!input.success) throw new Refusal("VALIDATION_FAILED", { issues: input.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })) });
  const user = await registerUser(form.caller, input.data);
  await endReplacedSession(form);
  const { credentialId } = await startSession(form.caller, user, "registration");
  return seeOther(localPath(form.field("next")), [await setSessionCookie(credentialId), forgetTyped()]);
}
