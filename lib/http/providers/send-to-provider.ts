import { browserMark } from "@/lib/auth/consent-cookie";
import { leadToProvider } from "@/lib/auth/providers/exchange";
import { openAttempt, type Attempt } from "@/lib/identities/attempt";

/** Where the browser is to go, and the cookie by which it is known again when it comes back. Throws ProviderFailure. */
export async function sendToProvider(attempt: Attempt, cookieHeader: string | undefined): Promise<{ location: string; cookie: string }> {
  const mark = browserMark(cookieHeader);
  const { location, kept } = await leadToProvider(attempt.provider, attempt.intent);
  location.searchParams.set("state", await openAttempt(attempt, kept, mark.secret));
  return { location: location.href, cookie: mark.cookie };
}
