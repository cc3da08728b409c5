import { paths } from "@/lib/paths";
import { checkPassword } from "@/lib/users/check-password";
import { completeSignIn } from "./complete-sign-in";
import { answerForm, type Form } from "./form";

/** POST /login/submit */
export function submitSignIn(request: Request): Promise<Response> {
  return answerForm(request, paths.login, signIn, (form) => ({ identifier: form.field("identifier") }));
}

async function signIn(form: Form): Promise<Response> {
  const identifier = form.field("identifier").trim();
  const user = await checkPassword(form.caller, { username: identifier }, form.field("password"));
  return completeSignIn({ ...form, next: form.field("next") }, user, "password");
}
