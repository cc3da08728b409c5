import { everybody } from "@/components/access/read-filter";
import { one, type SearchParams } from "@/components/search-params";
import { FindingKind } from "@/lib/contract/safety";

/** The filter as the address gives it; what the page does not offer counts as absent. */
export function readSafetyFilter(params: SearchParams, organizations: readonly { id: string }[], isAdmin: boolean) {
  const asked = one(params["of"]) ?? "";
  const of = organizations.some(({ id }) => id === asked) || (isAdmin && asked === everybody) ? asked : undefined;
  const kind = FindingKind.safeParse(one(params["kind"])).data;
  const show = one(params["show"]) === "meant" ? ("meant" as const) : undefined;
  const place = of === everybody ? { everybody: "true" as const } : { organization_id: of };
  return { kept: { of, kind, show }, place, query: { limit: 50, cursor: one(params["cursor"]), kind, ...(show && { dismissed: "true" as const }), ...place } };
}
