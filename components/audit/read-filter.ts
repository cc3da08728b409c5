import { readPeriod } from "@/components/periods";
import { one, type SearchParams } from "@/components/search-params";
import { actionKinds } from "./describe-event";

/** The filter as the address gives it; what the page does not offer counts as absent. */
export function readFilter(params: SearchParams) {
  const action = actionKinds.find(({ value }) => value === one(params["action"]))?.value ?? "";
  const { period, since } = readPeriod(params);
  return { action, period, query: { limit: 30, cursor: one(params["cursor"]), action: action || undefined, since } };
}
