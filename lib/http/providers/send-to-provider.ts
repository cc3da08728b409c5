import { browserMark } from "@/lib/auth/consent-cookie";
import { leadToProvider } from "@/lib/auth/providers/exchange";
import { openAttempt, type Attempt } from "@/lib/identities/attempt";

/** The provider's address to send the browser to, and the cookie by which the browser is recognised when it returns. Throws ProviderFailure. */
export async function sendToProvider(attempt: Attempt, cookieHeader: string | undefined): Promise<{ location: string; cookie: string }> {
  const mark = browserMark(cookieHeader);
  const { location, kept } = await leadToProvider(attempt.provider, attempt.intent);
  location.searchParams.set("state", await openAttempt(attempt, kept, mark.secret));
  return { location: location.href, cookie: mark.cookie };
}
