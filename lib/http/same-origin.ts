import { config } from "@/lib/env/config";
import type { Incoming } from "./incoming";

/**
 * May this request act by the browser's cookie? Reading may always. Writing may if the browser says that our own page sent it
 * (`Sec-Fetch-Site`, else `Origin`); a program that is no browser sends neither. `Origin: null` is nobody's page.
 */
export function mayActByCookie(incoming: Pick<Incoming, "method" | "header">): boolean {
  if (incoming.method === "GET" || incoming.method === "HEAD") return true;
  const origin = incoming.header("origin");
  if (origin !== undefined && origin !== config().publicUrl) return false;
  const site = incoming.header("sec-fetch-site");
  return site === undefined || site === "same-origin" || site === "none";
}
