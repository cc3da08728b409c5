import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { Button } from "@/components/ui/button";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Account deleted" };

export default function AccountDeletedPage() {
  return (
    <AuthCard
      title="Your account is deleted"
      description="You are signed out everywhere. Your keys, tokens, sessions and connected apps are refused from now on, and what was kept about you is gone. The audit log alone still says what the account did."
    >
      <Button asChild size="lg">
        <Link href={paths.home}>Back to {config().brandName}</Link>
      </Button>
    </AuthCard>
  );
}
