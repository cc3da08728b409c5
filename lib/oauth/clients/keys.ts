import type { JSONWebKeySet } from "jose";
import { clock } from "@/lib/clock";
import type { OauthClient } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { limiter } from "@/lib/rate-limit/limiter";
import { safeFetch } from "@/lib/safe-fetch/safe-fetch";
import { readJwks } from "./read-keys";

const keptForMilliseconds = 10 * 60_000;
const refetchesPerMinute = 5;

const fetched = new Map<string, { at: number; keys: JSONWebKeySet }>();

/** The public keys of a client: its own set, or the one at its address, kept for ten minutes. Throws where there are none. */
export async function clientKeys(client: OauthClient, { mayBeOld }: { mayBeOld: boolean }): Promise<JSONWebKeySet> {
  if (client.jwks) return client.jwks as unknown as JSONWebKeySet;
  if (!client.jwksUri) throw new Error("the client has no keys");
  const known = fetched.get(client.jwksUri);
  if (mayBeOld && known && known.at + keptForMilliseconds > clock.now().getTime()) return known.keys;
  if (!limiter().take(`client keys ${new URL(client.jwksUri).origin}`, refetchesPerMinute).allowed) throw new Error("the client's keys were asked for too often");
  const keys = await fetchKeys(client.jwksUri);
  if (fetched.size > 1000) fetched.clear();
  fetched.set(client.jwksUri, { at: clock.now().getTime(), keys });
  return keys;
}

async function fetchKeys(address: string): Promise<JSONWebKeySet> {
  const answer = await safeFetch(address, { headers: { accept: "application/jwk-set+json, application/json" }, largestBytes: 64 * 1024, allowLoopback: config().isLoopback });
  if (answer.status !== 200) throw new Error(`the client's keys answered status ${answer.status}`);
  return readJwks(JSON.parse(answer.body.toString("utf8")), (_member, problem) => {
    throw new Error(`the client's key set ${problem}`);
  }) as unknown as JSONWebKeySet;
}
