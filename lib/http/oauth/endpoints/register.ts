import { recordStep } from "@/lib/oauth/doctor/record";
import { OauthRefusal } from "@/lib/oauth/errors";
import { registerClient } from "@/lib/oauth/clients/register";
import { toRegistrationAnswer } from "@/lib/oauth/clients/registration-answer";
import { oauthEndpoint } from "../endpoint";

/** Hosted products register for all their users from a few addresses; a client that registers at every start still meets an end. */
const limits = { perMinute: 30, perHour: 300 };

/** Dynamic client registration (RFC 7591, section 3). */
export const registrationRoutes = oauthEndpoint(
  {
    name: "register",
    limits,
    body: "json",
    onRefusal: ({ causeCode, description }, { caller, body }) =>
      recordStep({ step: "registration", succeeded: false, caller, cause: causeCode === "rate_limited" ? "registration_limited" : causeCode, clientName: nameIn(body), detail: { description, ...sentMembers(body) } }),
  },
  async ({ caller, header, body }) => {
    const { client, secret } = await registerClient(caller, body, initialAccessToken(header("authorization")));
    recordStep({ step: "registration", succeeded: true, caller, clientId: client.clientId, clientName: client.name, detail: sentMembers(body) });
    return { status: 201, body: toRegistrationAnswer(client, secret) };
  },
);

function initialAccessToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (token === undefined) throw new OauthRefusal("invalid_token", "Send an initial access token as `Authorization: Bearer`, or no Authorization header", { cause: "initial_token_invalid" });
  return token;
}

/** What the doctor keeps of a registration. */
function sentMembers(body: unknown): Record<string, unknown> {
  const { redirect_uris, token_endpoint_auth_method, grant_types } = (body ?? {}) as Record<string, unknown>;
  return { redirect_uris, token_endpoint_auth_method, grant_types };
}

function nameIn(body: unknown): string | undefined {
  const name = (body as { client_name?: unknown } | undefined | null)?.client_name;
  return typeof name === "string" ? name : undefined;
}
