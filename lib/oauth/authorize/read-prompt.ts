import { clock } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";

/** How much of the person's attention the client wants (OpenID Connect Core, section 3.1.2.1). Values that we do not know are ignored. */
export type Prompt = {
  /** No page may be shown. */
  none: boolean;
  /** The person must sign in again for this request. */
  login: boolean;
  /** The person must be asked, whatever was remembered. */
  consent: boolean;
  maxAgeSeconds: number | undefined;
};

export function readPrompt(form: OauthForm): Prompt {
  const values = (form.get("prompt") ?? "").split(" ").filter(Boolean);
  const none = values.includes("none");
  if (none && values.length > 1) throw new OauthRefusal("invalid_request", "prompt=none cannot stand beside other values", { cause: "request_invalid", detail: { prompt: values } });
  const login = values.includes("login") || values.includes("select_account");
  return { none, login, consent: login || values.includes("consent"), maxAgeSeconds: readMaxAge(form.get("max_age")) };
}

/** Has the person proved who they are recently enough for this request? */
export function isSignInFresh(principal: Principal, request: { login: boolean; maxAgeSeconds: number | null | undefined; since: Date }): boolean {
  const at = principal.authenticatedAt?.getTime();
  if (request.login && (at === undefined || at < request.since.getTime())) return false;
  if (request.maxAgeSeconds == null) return true;
  return at !== undefined && at + request.maxAgeSeconds * 1000 >= clock.now().getTime();
}

function readMaxAge(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new OauthRefusal("invalid_request", "max_age must be a number of seconds", { cause: "request_invalid", detail: { parameter: "max_age" } });
  return Number(text);
}
