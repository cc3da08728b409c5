import type { z } from "zod";
import type { getHealth as route } from "@/lib/contract/operation";
import type { Principal } from "@/lib/context";
import { db } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { sharedLimits } from "@/lib/rate-limit/shared/shared-limits";
import { toUserSummary } from "@/lib/users/view";
import { version } from "@/package.json";

/** Does the database answer? Throws UNAVAILABLE where it does not; with a principal also says whose credential asks. */
export async function getHealth(principal: Principal | undefined): Promise<z.input<(typeof route)["response"]>> {
  try {
    await db().$queryRaw`SELECT 1`;
  } catch (error) {
    log.error("The database does not answer the health check", { error });
    throw new Refusal("UNAVAILABLE", { retry_after: 5 }, "The database does not answer");
  }
  const shared = sharedLimits();
  return { status: "ok", version, database: "ok", ...(shared && { redis: shared.isHealthy() ? "ok" : "away" }), ...(principal && { user: toUserSummary(principal.user), scopes: [...principal.scopes] }) };
}
