import { database } from "@/lib/db/client";
import { gatewayTable } from "@/lib/gateway/table";
import { log } from "@/lib/log";
import { exitWith, readConfig } from "./read-config";
import { unwire, wire } from "./wire";

/** `next start`, or a host that runs Next's functions: whole, but every request takes the long way through Next. */
export async function wireNextAlone(): Promise<void> {
  if (process.env.NEXT_PHASE === "phase-production-build" || database.peek()) return;
  const config = readConfig();
  try {
    await wire(config);
  } catch (error) {
    exitWith(error, config.port);
  }
  if ((await gatewayTable().all()).length > 0) log.warn("Protected APIs are not served here: the gateway needs Keyhouse's own server (npm start)");
  process.once("SIGTERM", () => void unwire());
  process.once("SIGINT", () => void unwire());
}
