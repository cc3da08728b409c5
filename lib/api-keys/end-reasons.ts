/** Why a key ended, in words for those who own it. Rows hold the code. */
const endReasons: Readonly<Record<string, string>> = {
  revoked_by_owner: "It was revoked by its owner, or by an owner or admin of its organization.",
  revoked_by_itself: "A program that holds it revoked it.",
  revoked_by_admin: "An administrator revoked it.",
  left_organization: "The member who made it left the organization.",
};

export function describeKeyEnd(reason: string | null): string {
  return endReasons[reason ?? ""] ?? "It was revoked.";
}
