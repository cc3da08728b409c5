import type { z } from "zod";
import type { ShownRedirect } from "@/lib/contract/consent";
import { isLoopbackRedirect } from "../clients/redirect-uri";

/** Where the browser goes with the answer, as it is shown in bold. */
export function showRedirect(uri: string): z.infer<typeof ShownRedirect> {
  const url = new URL(uri);
  if (isLoopbackRedirect(uri)) return { uri, host: url.hostname, kind: "loopback" };
  if (url.protocol === "https:") return { uri, host: url.host, kind: "web" };
  return { uri, host: url.protocol.slice(0, -1), kind: "app" };
}
