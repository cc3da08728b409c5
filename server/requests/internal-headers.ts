import type { IncomingHttpHeaders } from "node:http";

/** What Next's router in the browser sends of its own accord. */
const sentByBrowsers = new Set(["next-url", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch"]);

/** What Next's development client sends on top. */
const sentInDevelopment = new Set(["next-hmr-refresh", "x-nextjs-request-id", "x-nextjs-html-request-id"]);

/**
 * Prefixes and names by which parts of Next, or the hosts that it was made for, talk to each other. From outside they
 * have switched off middleware, chosen routes and poisoned caches in one release after the other.
 */
const internal = /^(?:next-|x-next-|x-nextjs-|x-middleware-|x-invoke-|x-matched-path$|x-now-|x-vercel-|x-prerender-|x-action-|x-invocation-id$|x-rewrite-|x-original-url$|x-forwarded-host$|x-forwarded-port$|x-forwarded-proto$|x-nonce$|x-keyhouse-)/;

/** Removes what only Next itself may say. */
export function stripInternalHeaders(headers: IncomingHttpHeaders, isDevelopment: boolean): void {
  for (const name in headers) {
    if (!internal.test(name) || sentByBrowsers.has(name)) continue;
    if (isDevelopment && sentInDevelopment.has(name)) continue;
    delete headers[name];
  }
}
