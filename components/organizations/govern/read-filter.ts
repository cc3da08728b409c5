import { one, type SearchParams } from "@/components/search-params";

export const states = [
  { value: "", label: "Any" },
  { value: "ownerless", label: "Without an owner who can act" },
] as const;

/** The filter as the address gives it; what the page does not offer counts as absent. */
export function readOrganizationFilter(params: SearchParams) {
  const search = one(params["search"])?.trim().slice(0, 200) ?? "";
  const isOwnerless = one(params["state"]) === "ownerless";
  const kept = { search: search || undefined, state: isOwnerless ? "ownerless" : undefined };
  const query = { limit: 30, cursor: one(params["cursor"]), search: kept.search, ...(isOwnerless && { ownerless: "true" as const }) };
  return { kept, query, isFiltered: kept.search !== undefined || isOwnerless };
}
