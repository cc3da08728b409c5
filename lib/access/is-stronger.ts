import { roleReaches, type Role } from "@/lib/contract/scopes";

type Person = { role: string; groups: readonly string[] };

/** Has a person a higher role than another, or a group that the other is not in? Then what acts as the other would gain by acting as them. */
export function isStronger(person: Person & { role: Role }, other: Person): boolean {
  return !roleReaches(other.role as Role, person.role) || person.groups.some((group) => !other.groups.includes(group));
}
