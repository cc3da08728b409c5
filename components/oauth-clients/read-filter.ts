import { one, type SearchParams } from "@/components/search-params";
import { clientKinds, clientStatuses } from "./words";

/** The filter as the address gives it; what the page does not offer counts as absent. */
export function readClientFilter(params: SearchParams) {
  const search = one(params["search"])?.trim().slice(0, 200);
  const kept = {
    search: search || undefined,
    kind: clientKinds.find(({ value }) => value === one(params["kind"]))?.value,
    status: clientStatuses.find(({ value }) => value === one(params["status"]))?.value,
  };
  return { kept, query: { limit: 30, cursor: one(params["cursor"]), ...kept }, isFiltered: Object.values(kept).some((value) => value !== undefined) };
}

export type ClientFilterValues = ReturnType<typeof readClientFilter>["kept"];
