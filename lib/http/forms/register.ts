import { RegisterBody } from "@/lib/contract/auth";
import { Refusal } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { registerUser } from "@/lib/users/register";
import { completeSignIn } from "./complete-sign-in";
import { answerForm, localPath, type Form } from "./form";
import { provenByInvitation } from "./invitation";
import { linkSent } from "./verify-email";

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
  const next = form.field("next");
  const user = await registerUser(form.caller, input.data, { next: next === "" ? undefined : localPath(next), provenEmail: await provenByInvitation(localPath(next)) });
  return user ? completeSignIn({ ...form, next }, user, "registration") : linkSent(input.data.email);
}
