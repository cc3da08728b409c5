import { sessionCookieName } from "@/lib/auth/session-cookie";
import { openApiDocument } from "@/lib/contract/openapi";
import { config } from "@/lib/env/config";
import { version } from "@/package.json";

/** The document as this house publishes it. */
export function currentDocument() {
  const { brandName, publicUrl } = config();
  return openApiDocument({ title: brandName, serverUrl: publicUrl, version, sessionCookie: sessionCookieName() });
}
