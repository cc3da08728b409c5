import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { readFormError } from "@/components/auth/form-error";
import { EmailForm } from "@/components/auth/links/email-form";
import { WhereToLook } from "@/components/auth/links/where-to-look";
import { readTypedValues } from "@/components/auth/typed-values";
import { one, type SearchParams } from "@/components/search-params";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Forgot password" };

export default async function ForgotPasswordPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const wasSent = one(params["sent"]) !== undefined;
  const { email, identifier } = readTypedValues((await cookies()).get("keyhouse.typed")?.value);
  return (
    <AuthCard
      title={wasSent ? "Look into your mail" : "Forgot your password?"}
      description={wasSent ? undefined : "A link to choose a new one goes to the address of your account. It works once, within an hour."}
      footer={<Link href={paths.login} className="link">Back to signing in</Link>}
    >
      {wasSent ? <WhereToLook sendsMail={config().mail.smtpUrl !== undefined} email={email}>If there is an account with it, a link is on its way to</WhereToLook> : null}
      <EmailForm
        action={paths.forgotPasswordSubmit}
        email={email ?? (identifier?.includes("@") ? identifier : undefined)}
        label={wasSent ? "Send it again" : "Send the link"}
        error={readFormError(one(params["error"]), one(params["field"]))}
        isFirst={!wasSent}
      />
    </AuthCard>
  );
}
