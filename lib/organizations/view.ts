import { toWireTime } from "@/lib/clock";
import type { OrganizationView } from "@/lib/contract/organizations";
import type { Standing } from "./membership";

export function toOrganizationView({ organization, role }: Pick<Standing, "organization" | "role">): OrganizationView {
  return {
    id: organization.id,
    name: organization.name,
    personal: organization.personalUserId !== null,
    role,
    keys_outlive_members: organization.keysOutliveMembers,
    longest_key_lifetime_seconds: organization.longestKeyLifetimeSeconds ?? undefined,
    key_addresses_required: organization.keyAddressesRequired,
    allowed_key_scopes: organization.keyScopesRestricted ? organization.allowedKeyScopes : undefined,
    created_at: toWireTime(organization.createdAt),
  };
}
