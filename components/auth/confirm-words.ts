import { paths } from "@/lib/paths";

/** What somebody who is signed in reads when they have to prove again who they are: why, and where they go if they would rather not. */
export function confirmWords(next: string | undefined, hasPassword: boolean): { why: string; back: { href: string; label: string } } {
  if (next?.startsWith(`${paths.consent}?`)) {
    return { why: "The app that wants access asks for a new sign-in. Then you see what it wants, and decide.", back: { href: paths.dashboard, label: "Leave it and go to your dashboard" } };
  }
  return { why: hasPassword ? "Enter your password again. It counts for 10 minutes." : "You have no password here: confirm in the way in which you sign in. It counts for 10 minutes.", back: { href: next ?? paths.dashboard, label: "Back" } };
}
