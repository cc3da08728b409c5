import { setCookie } from "@/lib/auth/small-cookie";
import { invalid } from "@/lib/errors";
import { acceptInvitation, declineInvitation } from "@/lib/organizations/invitations/answer";
import { findInvitation } from "@/lib/organizations/invitations/find";
import { linkIsDead } from "@/lib/organizations/invitations/state";
import { invitationPath, loginPath, paths, registerPath } from "@/lib/paths";
import { findSignedIn } from "../browser-context";
import { requireSignedIn } from "./consent";
import { answerForm, seeOther, typedCookie, type Form } from "./form";

/** POST /invitation/submit: `token`, and `decision`: accept, decline, or register or sign_in first. */
export function submitInvitation(request: Request): Promise<Response> {
  return answerForm(request, paths.invitation, (form) => {
    const decision = form.field("decision");
    if (decision === "accept") return accept(form);
    if (decision === "decline") return decline(form);
    if (decision === "register" || decision === "sign_in") return goFirst(form, decision);
    throw invalid("decision", "must be accept, decline, register or sign_in");
  });
}

async function accept(form: Form): Promise<Response> {
  const { organization } = await acceptInvitation(await requireSignedIn(form), form.field("token"));
  return seeOther(paths.organization(organization.id));
}

async function decline(form: Form): Promise<Response> {
  const principal = await findSignedIn(form.caller, form.cookie);
  await declineInvitation({ ...form.caller, principal }, form.field("token"));
  return seeOther(`${paths.invitation}?done=declined`);
}

/** The invited address is filled in there. It goes by a cookie: no link can put an address into our forms. */
async function goFirst(form: Form, decision: "register" | "sign_in"): Promise<Response> {
  const token = form.field("token");
  const invited = await findInvitation(token);
  if (!invited) throw linkIsDead();
  const next = invitationPath(token);
  const typed = encodeURIComponent(JSON.stringify({ email: invited.email, identifier: invited.email }));
  return seeOther(decision === "register" ? registerPath(next) : loginPath(next), [setCookie(typedCookie, typed, 600)]);
}

/** The address that somebody has proved who registers on the way from an invitation's link: the link was mailed to it and nowhere else. */
export async function provenByInvitation(next: string): Promise<string | undefined> {
  const url = new URL(next, "http://local.invalid");
  const token = url.pathname === paths.invitation ? url.searchParams.get("token") : null;
  return token === null ? undefined : (await findInvitation(token))?.email;
}
