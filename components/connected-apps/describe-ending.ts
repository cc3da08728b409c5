import type { ConnectedAppView } from "@/lib/contract/connected-apps";

/** When and why a connection ended: by somebody's hand, or because its time was over. */
export function describeEnding(app: ConnectedAppView): { at: string; text: string } {
  if (!app.ended) return { at: app.expires_at, text: "its time limit was reached." };
  return { at: app.ended.at, text: app.ended.text.charAt(0).toLowerCase() + app.ended.text.slice(1) };
}
