import { one, type SearchParams } from "@/components/search-params";
import { actionKinds, periods } from "./describe-event";

/** The filter as the address gives it; what the page does not offer counts as absent. */
export function readFilter(params: SearchParams, now = Date.now()) {
  const action = actionKinds.find(({ value }) => value === one(params["action"]))?.value ?? "";
  const period = periods.find(({ value }) => value === one(params["period"])) ?? periods[0];
  const since = period.seconds === undefined ? undefined : new Date(now - period.seconds * 1000).toISOString();
  return { action, period: period.value, query: { limit: 30, cursor: one(params["cursor"]), action: action || undefined, since } };
}
