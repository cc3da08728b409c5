import { setCookie } from "@/lib/auth/small-cookie";
import { confirmAddress } from "@/lib/addresses/confirm";
import { resendVerification } from "@/lib/addresses/send-verification";
import { Email } from "@/lib/contract/primitives";
import { invalid } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { answerForm, seeOther, typedCookie, type Form } from "./form";

/** POST /verify-email/submit: `token` uses a link up, `email` asks for another one. */
export function submitVerification(request: Request): Promise<Response> {
  return answerForm(request, paths.verifyEmail, (form) => (form.field("token") === "" ? sendAgain(form) : confirm(form)), (form) => ({ email: form.field("email") }));
}

async function confirm(form: Form): Promise<Response> {
  const { outcome, next } = await confirmAddress(form.caller, form.field("token"));
  return seeOther(`${paths.verifyEmail}?${new URLSearchParams({ done: outcome, ...(next !== undefined && { next }) })}`);
}

async function sendAgain(form: Form): Promise<Response> {
  const email = readEmail(form);
  await resendVerification(form.caller, email);
  return linkSent(email);
}

/** The page that says where to look now; the address comes along in a cookie, so that no link can put one there. */
export function linkSent(email: string): Response {
  return seeOther(`${paths.verifyEmail}?sent=1`, [setCookie(typedCookie, encodeURIComponent(JSON.stringify({ email })), 600)]);
}

export function readEmail(form: Form): string {
  const email = Email.safeParse(form.field("email"));
  if (!email.success) throw invalid("email", "must be an email address");
  return email.data;
}
