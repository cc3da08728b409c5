import type { OauthClient } from "@/lib/db/generated/client";
import { OauthRefusal } from "../errors";

/**
 * The redirect URI of an authorization request, as it was sent. It must be registered, character for character; only the port
 * of a loopback address is free (RFC 8252, section 7.3). Throws what must be shown on a page and never redirected to.
 */
export function requireRedirectUri(client: Pick<OauthClient, "redirectUris">, asked: string | undefined): string {
  const registered = client.redirectUris;
  if (asked === undefined) {
    if (registered.length === 1 && !loopbackParts(registered[0]!)) return registered[0]!;
    throw new OauthRefusal("invalid_request", "The request has no redirect_uri", { cause: "redirect_uri_missing", detail: { registered } });
  }
  const match = registered.some((uri) => sameRedirect(uri, asked));
  if (!match || whyUnsafe(asked)) {
    throw new OauthRefusal("invalid_request", "The redirect_uri is not one of those that the client is registered with", {
      cause: "redirect_uri_mismatch",
      detail: { asked: asked.slice(0, 500), registered },
    });
  }
  return asked;
}

/** The same, character for character, but for the port of a loopback address. */
export function sameRedirect(registered: string, asked: string): boolean {
  return registered === asked || differInPortAlone(registered, asked);
}

/** Why no client may be registered with it, in words that follow the URI; undefined where it is fine. */
export function whyUnsafe(uri: string, { confidential = false } = {}): string | undefined {
  if (uri.length > 2000) return "is longer than 2000 characters";
  if (!/^[\x21-\x7e]+$/.test(uri) || /[\\"<>^`{|}]/.test(uri)) return "has characters that no address has";
  if (uri.includes("#")) return "has a fragment";
  if (!URL.canParse(uri)) return "is not an absolute address";
  const url = new URL(uri);
  if (url.protocol === "http:" || url.protocol === "https:") return whyUnsafeOnTheWeb(uri, url);
  if (confidential) return "has a private-use scheme, which only public clients may have";
  return isPrivateUse(uri, url.protocol.slice(0, -1)) ? undefined : `has the scheme ${url.protocol}, which is not one for redirects`;
}

/** Is it http on `localhost`, `127.0.0.1` or `[::1]`: the machine that the browser runs on? */
export function isLoopbackRedirect(uri: string): boolean {
  return loopbackParts(uri) !== undefined;
}

const loopbackShape = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?((?:[/?].*)?)$/;

function loopbackParts(uri: string): { host: string; rest: string } | undefined {
  const match = loopbackShape.exec(uri);
  // an empty path is the path "/" (RFC 3986, section 6.2.3): VS Code is registered by people without it, and sends it
  return match ? { host: match[1]!, rest: match[2] || "/" } : undefined;
}

function differInPortAlone(registered: string, asked: string): boolean {
  const [left, right] = [loopbackParts(registered), loopbackParts(asked)];
  return left !== undefined && right !== undefined && left.host === right.host && left.rest === right.rest;
}

function whyUnsafeOnTheWeb(uri: string, url: URL): string | undefined {
  if (!/^https?:\/\/[^/?]/i.test(uri)) return "is not an absolute address";
  if (url.username || url.password) return "names a user before the host";
  if (url.hostname.includes("*")) return "has a wildcard; name each address";
  if (/^(localhost|127(\.\d+){0,3})\.[^.]/i.test(url.hostname) && !/^\d+(\.\d+){3}$/.test(url.hostname)) return "has a host that only looks like this machine";
  if (url.protocol === "http:" && !loopbackParts(uri)) return "is plain http and not on localhost, 127.0.0.1 or [::1]";
  return undefined;
}

/** RFC 8252, section 7.1. What browsers and operating systems act on themselves is not for apps. */
function isPrivateUse(uri: string, scheme: string): boolean {
  return /^[a-z][a-z0-9+.-]*$/.test(scheme) && !handledElsewhere.test(scheme) && uri.slice(scheme.length + 1).replaceAll("/", "").length > 0;
}

const handledElsewhere =
  /^(javascript|data|file|vbscript|blob|about|filesystem|view-source|chrome.*|edge|moz-extension|resource|jar|feed|ftps?|sftp|wss?|mailto|tel|sms|callto|news|nntp|gopher|ldaps?|smb|ssh|telnet|git|intent|android-app|content|urn|ms-.*|search|search-ms|shell|res|mk|mhtml|livescript|mocha|wyciwyg|ws-.*|steam|zoommtg|itms.*|market)$/;
