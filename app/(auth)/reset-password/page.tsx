import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { readFormError } from "@/components/auth/form-error";
import { NewPasswordForm } from "@/components/auth/links/new-password-form";
import { one, type SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { describeReset } from "@/lib/password-reset/reset";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  if (one(params["done"]) !== undefined) return <Answer title="Your password is set" text="Every session of the account was ended. Sign in with the new password, and look through your keys and connected apps: they go on working." href={paths.login} label="Sign in" />;
  const token = one(params["token"]) ?? "";
  const link = await describeReset(token);
  if (link.state === "suspended") return <Answer title="The account is suspended" text="An administrator has suspended it, so a new password would not let you in. Ask them why." href={paths.home} label="Back" />;
  if (link.state === "dead") return <Answer title="This link does not work any more" text="It was used already, is older than an hour, or is incomplete; or a newer one was sent. Ask for another." href={paths.forgotPassword} label="Send another link" />;
  return (
    <AuthCard title="Choose a new password" description={<>For the account <span className="font-medium text-ink">{link.username}</span>.</>}>
      <NewPasswordForm token={token} username={link.username} error={readFormError(one(params["error"]), one(params["field"]))} />
    </AuthCard>
  );
}

function Answer({ title, text, href, label }: { title: string; text: string; href: string; label: string }) {
  return (
    <AuthCard title={title} description={text}>
      <Button asChild variant="primary" size="lg">
        <Link href={href}>{label}</Link>
      </Button>
    </AuthCard>
  );
}
