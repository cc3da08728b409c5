import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { one, type SearchParams } from "@/components/search-params";
import { SignInOver, SignInSteps } from "@/components/telegram/sign-in-steps";
import { readTelegramCookie } from "@/lib/auth/telegram-cookie";
import { paths } from "@/lib/paths";
import { signInLink } from "@/lib/telegram/sign-in/begin";
import { getSignInState } from "@/lib/telegram/sign-in/finish";
import { telegramUsername } from "@/lib/telegram/status";

export const metadata: Metadata = { title: "Sign in with Telegram", robots: { index: false } };

const problems: Record<string, string> = {
  CONFLICT: "Not confirmed in Telegram yet: press the number there first.",
  ACCOUNT_SUSPENDED: "This account is suspended. Ask an administrator.",
  RATE_LIMITED: "Too many attempts. Wait a minute and try again.",
  UNAVAILABLE: "The service is not available at the moment. Try again soon.",
};

export default async function TelegramSignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const error = one((await searchParams)["error"]);
  const begun = readTelegramCookie((await headers()).get("cookie") ?? undefined);
  const bot = telegramUsername();
  if (!begun || bot === undefined) redirect(paths.login);
  const found = await getSignInState(begun);
  const isOver = found.state === "refused" || found.state === "gone";
  return (
    <AuthCard
      title="Sign in with Telegram"
      footer={
        <Link href={paths.login} className="link">
          Sign in another way
        </Link>
      }
    >
      {isOver ? (
        <SignInOver refused={found.state === "refused"} next={found.next} />
      ) : (
        <SignInSteps bot={bot} link={signInLink(begun.secret)!} number={found.number} problem={error === undefined ? undefined : problems[error]} />
      )}
    </AuthCard>
  );
}
