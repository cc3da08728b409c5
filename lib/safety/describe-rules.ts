import { FindingKind } from "@/lib/contract/safety";
import { fewAddresses, manyNetworks, proposedDays, settledDays, soonDays, unusedDays } from "./thresholds";
import { titleAndWhy } from "./words";

/** Every finding with the rule by which it is found, for the documentation. */
export function describeRules(): { title: string; why: string; when: string; repair: string }[] {
  return FindingKind.options.map((kind) => ({ ...titleAndWhy(kind), ...rules[kind] }));
}

const rules: Record<FindingKind, { when: string; repair: string }> = {
  leaked: { when: "Somebody has reported the secret", repair: "Revoke it, give it a new secret, or say that it was not leaked" },
  seen_in_url: { when: "A call carried the secret in its address", repair: "Give it a new secret on its page, or revoke it" },
  many_networks: { when: `Let in from ${manyNetworks.networks} networks (/24, /48 of IPv6) or more within ${manyNetworks.withinDays} days`, repair: "Pause it, or revoke it" },
  old_secret_in_use: { when: "The overlap of a rotation runs, and somebody has called with the old secret since", repair: "Put the new secret in place, then retire the old one" },
  expires_soon: { when: `Ends within ${soonDays} days and has less than a quarter of its life left; not where nobody has used it for ${unusedDays} days`, repair: `Extend it to ${proposedDays} days, or as far as the organization, the token itself or the connection allow` },
  owner_suspended: { when: "The account of its owner is suspended; seen by whoever manages the organization, and administrators", repair: "Revoke it" },
  never_expires: { when: "It has no end", repair: `Give it an end in ${proposedDays} days, or as late as the organization allows` },
  unused: { when: `Not used for ${unusedDays} days, or never, and made that long ago`, repair: "Revoke it, or pause it first" },
  unused_scopes: { when: `It has been in use, was made more than ${settledDays} days ago, and holds scopes that no call has needed`, repair: "Keep only the scopes that calls have needed" },
  no_address_limit: { when: `A key or long-lived token without an address limit, made more than ${settledDays} days ago, that was called from ${fewAddresses} addresses or fewer`, repair: "Allow only those addresses" },
};
