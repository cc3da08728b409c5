import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";

/** Where a link does not work, or has just been declined. */
export function InvitationGone({ declined, isSignedIn }: { declined: boolean; isSignedIn: boolean }) {
  return (
    <AuthCard
      title={declined ? "Invitation declined" : "This invitation does not work any more"}
      description={declined ? "Nothing else happens. If you change your mind, ask for a new invitation." : "It was answered, withdrawn or replaced by a newer one, or is older than 7 days. Ask whoever invited you for a new one."}
    >
      <Button asChild size="lg">{isSignedIn ? <Link href={paths.organizations}>My organizations</Link> : <Link href={paths.login}>Sign in</Link>}</Button>
    </AuthCard>
  );
}
