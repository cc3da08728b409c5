import { randomBytes } from "node:crypto";

type Environment = { isHttps: boolean; isDevelopment: boolean };

/** The same on every answer, whoever makes it. */
export function commonHeaders({ isHttps }: Pick<Environment, "isHttps">): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(isHttps ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}

/** For answers that are read by programs: nothing in them may be loaded, run or framed. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

export const newNonce = (): string => randomBytes(16).toString("base64");

/**
 * The policy of a page. Next reads the nonce out of it and puts it on every script that it writes, so a page must be
 * rendered for each request.
 */
export function pagePolicy(path: string, nonce: string, { isDevelopment }: Pick<Environment, "isDevelopment">): string {
  // React builds its error overlays with eval, and the development server injects plain style elements.
  const development = isDevelopment ? " 'unsafe-eval'" : "";
  const styles = isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  if (!mayEndAtAClient(path)) directives.push("form-action 'self'");
  return directives.join("; ");
}

/** Addresses of the API that people open in a browser: what goes wrong there is told on a page. */
export const mayShowPage = (path: string): boolean => /^\/api\/(v1\/)?auth\/(callback\/)?(google|github|telegram)$/.test(path);

/** Browsers hold redirects to form-action as well. A consent form ends at the client's own address, and so does a sign-in where consent is remembered; linking leads to the provider. */
function mayEndAtAClient(path: string): boolean {
  return path.startsWith("/oauth/") || path === "/login" || path === "/login/telegram" || path === "/register" || path === "/settings/sign-in";
}
