import { one, type SearchParams } from "@/components/search-params";
import { roles } from "@/lib/contract/scopes";

export const states = [
  { value: "", label: "Any state", query: {} },
  { value: "active", label: "Not suspended", query: { suspended: "false" } },
  { value: "suspended", label: "Suspended", query: { suspended: "true" } },
  { value: "never", label: "Never signed in", query: { signed_in: "false" } },
] as const;

/** The filter as the address gives it; what the page does not offer counts as absent. */
export function readUserFilter(params: SearchParams) {
  const search = one(params["search"])?.trim().slice(0, 200) ?? "";
  const role = roles.find((known) => known === one(params["role"]));
  const group = one(params["group"])?.slice(0, 100) ?? "";
  const state = states.find(({ value }) => value === one(params["state"])) ?? states[0];
  const kept = { search: search || undefined, role, group: group || undefined, state: state.value || undefined };
  const query = { limit: 30, cursor: one(params["cursor"]), search: kept.search, role, group: kept.group, ...state.query };
  return { kept, query, isFiltered: Object.values(kept).some((value) => value !== undefined) };
}

export type UserFilterValues = ReturnType<typeof readUserFilter>["kept"];
