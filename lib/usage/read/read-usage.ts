import type { Usage } from "@/lib/contract/usage";
import type { Credential } from "@/lib/db/generated/client";
import { getUsage } from "./get-usage";
import { listRequestsOf } from "./list";
import { toPage } from "./view";

/** What a credential's page begins with: the counts of thirty days, and the latest calls. */
export async function readUsage(credential: Credential): Promise<{ usage: Usage; requests: ReturnType<typeof toPage> }> {
  const [usage, requests] = await Promise.all([getUsage(credential, { by: "day" }), listRequestsOf(credential.id, { limit: 8 }).then(toPage)]);
  return { usage, requests };
}
