import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { readFormError } from "@/components/auth/form-error";
import { ConfirmLinkForm, linkWords } from "@/components/auth/links/confirm-link-form";
import { EmailForm } from "@/components/auth/links/email-form";
import { WhereToLook } from "@/components/auth/links/where-to-look";
import { localPath } from "@/components/auth/local-path";
import { readTypedValues } from "@/components/auth/typed-values";
import { one, type SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { describeLink } from "@/lib/addresses/find-link";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { loginPath, paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Confirm your address" };

export default async function VerifyEmailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const done = one(params["done"]);
  if (done !== undefined) return <Done outcome={done} next={localPath(one(params["next"]))} />;
  const error = readFormError(one(params["error"]), one(params["field"]));
  const token = one(params["token"]);
  const link = token === undefined || error ? undefined : await describeLink(token);
  if (token !== undefined && link) {
    return (
      <AuthCard title={linkWords(link).title} description={<span className="break-words">{linkWords(link).text}</span>}>
        <ConfirmLinkForm token={token} link={link} />
      </AuthCard>
    );
  }
  const typed = readTypedValues((await cookies()).get("keyhouse.typed")?.value);
  const email = typed.email ?? (typed.identifier?.includes("@") ? typed.identifier : undefined);
  const isDead = token !== undefined && !error;
  const wasSent = one(params["sent"]) !== undefined;
  return (
    <AuthCard title={wasSent ? "Look into your mail" : "Confirm your address"} footer={<Link href={paths.login} className="link">Back to signing in</Link>}>
      {isDead ? <Notice tone="warn">This link was used already, is too old, or is incomplete. If you have confirmed your address before, just sign in.</Notice> : null}
      {wasSent ? <WhereToLook sendsMail={config().mail.smtpUrl !== undefined} email={email}>Open the link that was mailed to</WhereToLook> : null}
      <EmailForm action={paths.verifyEmailSubmit} email={email} label={wasSent ? "Send it again" : "Send another link"} error={error} isFirst={!wasSent} />
    </AuthCard>
  );
}

const words: Record<string, { title: string; text: string }> = {
  verified: { title: "Your address is confirmed", text: "From now on we can tell you when something happens to your account, and you can choose a new password by mail." },
  registered: { title: "Your account is open", text: "Sign in with the password that you chose." },
  changed: { title: "The address is changed", text: "Both addresses have been told." },
  half_changed: { title: "Half way there", text: "The other address has to agree as well: open the link that was mailed there. Until then nothing changes." },
};

async function Done({ outcome, next }: { outcome: string; next: string | undefined }) {
  const { title, text } = words[outcome] ?? words["verified"]!;
  const isSignedIn = (await findUserContext()) !== undefined;
  const goOn = isSignedIn ? (next ?? paths.settingsAccount) : loginPath(next ?? paths.dashboard);
  return (
    <AuthCard title={title} description={text}>
      <Button asChild variant="primary" size="lg">
        <Link href={goOn}>{isSignedIn ? "Go on" : "Sign in"}</Link>
      </Button>
    </AuthCard>
  );
}
