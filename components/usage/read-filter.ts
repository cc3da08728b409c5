import { readPeriod } from "@/components/periods";
import { one, type SearchParams } from "@/components/search-params";
import { canBeAddress } from "./can-be-address";
import { filterReasons } from "./describe-reason";

export const outcomes = [
  { value: "", label: "All calls" },
  { value: "allowed", label: "Allowed" },
  { value: "refused", label: "Refused" },
] as const;

/** The filter as the address gives it, and as the API takes it; what the page does not offer counts as absent. */
export function readRequestFilter(params: SearchParams) {
  const outcome = one(params["outcome"]) ?? "";
  const reason = filterReasons.find((known) => known === outcome);
  const { period, since } = readPeriod(params);
  const address = one(params["address"])?.trim() ?? "";
  const credential = one(params["credential"]) ?? "";
  const whose = one(params["whose"]) === "mine" ? "mine" : "";
  const query = {
    outcome: outcome === "allowed" || outcome === "refused" ? outcome : undefined,
    reason,
    address: canBeAddress(address) ? address : undefined,
    from: since,
    credential_id: credential === "" || credential.length > 200 ? undefined : credential,
  } as const;
  return { shown: { outcome: query.outcome ?? reason ?? "", period, address, credential, whose }, query, cursor: one(params["cursor"]) };
}
