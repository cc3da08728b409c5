import type { Caller } from "@/lib/context";
import { describeAgent } from "@/lib/describe-agent";
import { html, type Html } from "./html";

/** From where somebody asks, for the person who is asked. */
export function describePlace({ ip, userAgent }: Pick<Caller, "ip" | "userAgent">): Html {
  return html`<b>${ip ?? "an unknown address"}</b>, ${describeAgent(userAgent)}`;
}
