import type { MembershipRole } from "@/lib/contract/organizations";

/** What each role may, as short as it can be said. */
export const roleChoices = [
  { value: "member", label: "Member", hint: "Belongs to it, and connects apps to it." },
  { value: "admin", label: "Admin", hint: "Makes its keys and apps, invites people, sets policies." },
  { value: "owner", label: "Owner", hint: "Everything, also making owners and deleting it." },
] as const satisfies { value: MembershipRole; label: string; hint: string }[];

export function roleLabel(role: MembershipRole): string {
  return roleChoices.find(({ value }) => value === role)!.label;
}

/** The roles that somebody of this role may give. */
export function givableRoles(role: MembershipRole): typeof roleChoices[number][] {
  return roleChoices.filter(({ value }) => value !== "owner" || role === "owner");
}

export const isManager = (role: MembershipRole): boolean => role !== "member";
