import { OauthRefusal } from "@/lib/oauth/errors";
import type { OauthForm } from "@/lib/oauth/form";
import type { Incoming } from "../incoming";
import { requireStorable } from "../input/parse-json";

/** RFC 8707 and RFC 8693 let these be sent more than once. */
const repeatable = ["resource", "audience"];

/** A form-encoded body (RFC 6749, section 3.2). Throws OauthRefusal or a Refusal of the reader's. */
export async function readForm(incoming: Incoming): Promise<OauthForm> {
  const type = incoming.header("content-type")?.split(";")[0]!.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new OauthRefusal("invalid_request", "Send the parameters as application/x-www-form-urlencoded", { cause: "request_invalid" });
  const bytes = await incoming.body();
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new OauthRefusal("invalid_request", "The body is not valid UTF-8", { cause: "request_invalid" });
  }
  return toOauthForm(new URLSearchParams(text));
}

/** Also for the query of an authorization request (RFC 6749, section 3.1). */
export function toOauthForm(parameters: URLSearchParams): OauthForm {
  const values = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    requireStorable(name, "A parameter's name");
    requireStorable(value, name);
    const before = values.get(name);
    if (before && !repeatable.includes(name)) throw new OauthRefusal("invalid_request", `The parameter ${name.slice(0, 100)} was sent twice`, { cause: "parameter_repeated", detail: { parameter: name.slice(0, 100) } });
    if (value !== "") values.set(name, [...(before ?? []), value]);
    else if (!before) values.set(name, []);
  }
  return {
    get: (name) => values.get(name)?.[0],
    getAll: (name) => values.get(name) ?? [],
    has: (name) => (values.get(name)?.length ?? 0) > 0,
  };
}
