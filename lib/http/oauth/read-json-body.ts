import { OauthRefusal } from "@/lib/oauth/errors";
import type { Incoming } from "../incoming";
import { parseJson } from "../input/parse-json";

/** A JSON body (RFC 7591, section 3.1). */
export async function readJsonBody(incoming: Incoming): Promise<unknown> {
  const type = incoming.header("content-type")?.split(";")[0]!.trim().toLowerCase();
  if (type !== "application/json") throw new OauthRefusal("invalid_client_metadata", "Send the metadata as application/json", { cause: "registration_invalid" });
  return parseJson(await incoming.body());
}
