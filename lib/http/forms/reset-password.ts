import { setCookie } from "@/lib/auth/small-cookie";
import { Password } from "@/lib/contract/primitives";
import { invalid } from "@/lib/errors";
import { requestPasswordReset } from "@/lib/password-reset/request";
import { resetPassword } from "@/lib/password-reset/reset";
import { paths } from "@/lib/paths";
import { answerForm, seeOther, typedCookie } from "./form";
import { readEmail } from "./verify-email";

/** POST /forgot-password/submit: `email`. */
export function submitForgottenPassword(request: Request): Promise<Response> {
  return answerForm(request, paths.forgotPassword, async (form) => {
    const email = readEmail(form);
    await requestPasswordReset(form.caller, email);
    return seeOther(`${paths.forgotPassword}?sent=1`, [setCookie(typedCookie, encodeURIComponent(JSON.stringify({ email })), 600)]);
  }, (form) => ({ email: form.field("email") }));
}

/** POST /reset-password/submit: `token`, `password`. */
export function submitNewPassword(request: Request): Promise<Response> {
  return answerForm(request, paths.resetPassword, async (form) => {
    const password = Password.safeParse(form.field("password"));
    if (!password.success) throw invalid("password", "must have 8 to 128 characters");
    await resetPassword(form.caller, form.field("token"), password.data);
    return seeOther(`${paths.resetPassword}?done=1`);
  });
}
