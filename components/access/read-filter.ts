import { one, type SearchParams } from "@/components/search-params";
import { CredentialKind } from "@/lib/contract/auth";

export const states = [
  { value: "", label: "Any state" },
  { value: "active", label: "Active" },
  { value: "paused", label: "Paused" },
  { value: "expired", label: "Expired" },
] as const;

/** Whose: the caller's own, an organization's, or (administrators) everybody's. */
export const everybody = "everybody";

/** The filter as the address gives it; what the page does not offer counts as absent. */
export function readAccessFilter(params: SearchParams, organizations: readonly { id: string }[], isAdmin: boolean) {
  const q = one(params["q"])?.trim().slice(0, 200) ?? "";
  const kind = CredentialKind.safeParse(one(params["kind"])).data;
  const status = states.find(({ value }) => value !== "" && value === one(params["status"]))?.value as "active" | "paused" | "expired" | undefined;
  const asked = one(params["of"]) ?? "";
  const of = organizations.some(({ id }) => id === asked) || (isAdmin && asked === everybody) ? asked : undefined;
  const kept = { q: q || undefined, kind, status, of };
  const place = of === everybody ? { everybody: "true" as const } : { organization_id: of };
  const query = { limit: 50, cursor: one(params["cursor"]), q: kept.q, kind, status, ...place };
  return { kept, query, isFiltered: kept.q !== undefined || kind !== undefined || status !== undefined };
}

export type AccessFilterValues = ReturnType<typeof readAccessFilter>["kept"];
