import type { Role } from "@/lib/contract/scopes";

/** The four roles, the weakest first, with what each means to the person who gives it. */
export const roleChoices: readonly { value: Role; label: string; means: string }[] = [
  { value: "viewer", label: "Viewer", means: "Looks, and changes nothing but their own profile. Has no keys to make." },
  { value: "user", label: "User", means: "Uses the API: makes keys and tokens, connects apps, works with conversations and triggers." },
  { value: "developer", label: "Developer", means: "Builds: also changes agents and models, and may check other people’s credentials for an API." },
  { value: "admin", label: "Admin", means: "Everything: all accounts, scopes, clients and policies." },
];

export const roleLabel = (role: Role): string => roleChoices.find(({ value }) => value === role)!.label;
