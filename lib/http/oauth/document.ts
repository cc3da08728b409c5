import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import { newId } from "@/lib/ids";
import { budgetHeaders } from "../budget";
import type { Incoming } from "../incoming";
import { takeAddressBudget } from "./address-budget";
import { corsHeaders, preflight } from "./cors";
import { routeFunction } from "./endpoint";
import { toOauthError } from "./to-oauth-error";

const perMinute = 600;

/** What is the same for everybody may be kept for a while: a signing key is published seven days before it signs. */
export const publicCaching = { "cache-control": "public, max-age=300" };

/**
 * The exports of a route file that publishes a document for programs: metadata, key sets. GET from any origin; what is made
 * here is the same for everybody. `undefined` says that there is no such document (a plain 404).
 */
export function publicDocument(make: (incoming: Incoming, caller: Caller) => object | undefined | Promise<object | undefined>) {
  const GET = routeFunction(async (incoming) => {
    const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
    const { budget, refused } = await takeAddressBudget("document", { perMinute }, caller.ip);
    const headers = { ...corsHeaders(), ...budgetHeaders(budget), "x-request-id": caller.requestId };
    try {
      if (refused) throw refused;
      const document = await make(incoming, caller);
      if (!document) return { status: 404, headers: { ...headers, "content-type": "text/plain; charset=utf-8" }, body: "Not found\n" };
      return { status: 200, headers: { ...headers, "content-type": "application/json", ...publicCaching }, body: JSON.stringify(document) };
    } catch (thrown) {
      const { answer } = toOauthError(thrown, incoming, caller.requestId);
      return { ...answer, headers: { ...answer.headers, ...headers, "cache-control": "no-store" } };
    }
  });
  return { GET, OPTIONS: routeFunction(async (incoming) => preflight(incoming, "GET, HEAD, OPTIONS")) };
}
