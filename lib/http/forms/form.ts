import { clearCookie, setCookie } from "@/lib/auth/small-cookie";
import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { requireBudget, takeBudget } from "../budget";
import { fromRequest } from "../from-request";
import { mayActByCookie } from "../same-origin";
import { toRefusal } from "../to-error";
import { requireStorable } from "../input/parse-json";

/** A posted page form: who sent it, and its fields. */
export type Form = { caller: Caller; cookie: string | undefined; field(name: string): string; fields(name: string): string[] };

/** What was typed, and why it was refused, stays for two minutes in a cookie, so that a form that comes back is filled in; never a password. */
export const typedCookie = "keyhouse.typed";

type Typed = { identifier?: string; email?: string; username?: string };

/**
 * Runs a page's form post: from our own page only, within the limits. A refusal goes back (303) to `page` with its code and field
 * and what was typed; success answers what `act` says.
 */
export async function answerForm(request: Request, page: string | ((form: Form | undefined) => string), act: (form: Form) => Promise<Response>, typed: (form: Form) => Typed = () => ({})): Promise<Response> {
  const incoming = fromRequest(request, {});
  const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  let form: Form | undefined;
  try {
    if (!mayActByCookie(incoming)) throw new Refusal("FORBIDDEN", {}, "This form came from another site");
    form = { caller, cookie: incoming.header("cookie"), ...fieldReaders(await incoming.body()) };
    requireBudget(await takeBudget(undefined, undefined, caller.ip));
    return await act(form);
  } catch (thrown) {
    const refusal = toRefusal(thrown, caller.requestId);
    const field = refusal.details.field ?? refusal.details.issues?.[0]?.path;
    const query = new URLSearchParams({ error: refusal.code });
    if (field) query.set("field", field);
    for (const kept of ["next", "recovery", "confirm", "request", "user_code", "token"]) if (form?.field(kept)) query.set(kept, form.field(kept));
    // in the cookie and not in the address: a link must not put words on our page
    const kept = { ...(form && typed(form)), reason: refusal.message };
    return seeOther(`${typeof page === "string" ? page : page(form)}?${query}`, [setCookie(typedCookie, encodeURIComponent(JSON.stringify(kept)), 120)]);
  }
}

/** 303: the browser goes on with a GET. */
export function seeOther(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

export const forgetTyped = () => clearCookie(typedCookie);

/** Only a path of our own: `//host`, `/\host` and whole addresses lead elsewhere. */
export function localPath(text: string): string {
  return /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(text) ? text : paths.dashboard;
}

function fieldReaders(body: Uint8Array): Pick<Form, "field" | "fields"> {
  const sent = new URLSearchParams(new TextDecoder().decode(body));
  const fields = (name: string) => {
    const values = sent.getAll(name);
    for (const value of values) requireStorable(value, name);
    return values;
  };
  return { fields, field: (name) => fields(name)[0] ?? "" };
}
