import { dictionary } from "@zxcvbn-ts/language-common";
import { invalid } from "@/lib/errors";

/** Of the published list the first ten thousand: what an attacker tries first. */
const listed = 10_000;

/** Refuses passwords that everybody uses and those that repeat the account's own name. Length is the contract's business. */
export function requireGoodPassword(password: string, account: { email?: string | null; username?: string | null }, path = "password"): void {
  const lower = password.toLowerCase();
  if (commonPasswords().has(lower)) throw invalid(path, "is one of the most used passwords; choose one that nobody would guess");
  const names = [account.email, account.email?.split("@")[0], account.username].filter((name) => name != null && name.length >= 3);
  if (names.some((name) => lower === name!.toLowerCase())) throw invalid(path, "must not be your own name or address");
}

let common: Set<string> | undefined;

function commonPasswords(): Set<string> {
  common ??= new Set(Object.values(dictionary["passwords-common"] as unknown as Record<string, string>).slice(0, listed));
  return common;
}
