import { config, isLoopbackHost } from "@/lib/env/config";
import type { Incoming } from "./incoming";

/**
 * May this request act by the browser's cookie? Reading may always. Writing may if the browser says that our own page sent it
 * (`Sec-Fetch-Site`, else `Origin`); a program that is no browser sends neither. `Origin: null` is nobody's page.
 */
export function mayActByCookie(incoming: Pick<Incoming, "method" | "header">): boolean {
  if (incoming.method === "GET" || incoming.method === "HEAD") return true;
  const origin = incoming.header("origin");
  if (origin !== undefined && !isOurs(origin)) return false;
  const site = incoming.header("sec-fetch-site");
  return site === undefined || site === "same-origin" || site === "none";
}

/** `PUBLIC_URL`, and on one's own machine each of its names: who typed 127.0.0.1 instead of localhost is no stranger. */
function isOurs(origin: string): boolean {
  const { publicUrl, isLoopback } = config();
  if (origin === publicUrl) return true;
  if (!isLoopback || !URL.canParse(origin)) return false;
  const [sent, own] = [new URL(origin), new URL(publicUrl)];
  return isLoopbackHost(sent.hostname) && sent.protocol === own.protocol && sent.port === own.port;
}
