import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { readConsentError } from "@/components/consent/consent-error";
import { ConsentRequest } from "@/components/consent/consent-request";
import { RequestGone } from "@/components/consent/request-gone";
import { one, type SearchParams } from "@/components/search-params";
import { consentCookieName } from "@/lib/auth/consent-cookie";
import { userContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { getConsentRequest } from "@/lib/oauth/authorize/consent";
import { confirmPasswordPath, paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Give access", robots: { index: false } };

export default async function ConsentPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const handle = one(params["request"]) ?? "";
  const here = `${paths.consent}?request=${encodeURIComponent(handle)}`;
  const ctx = await userContext(here);
  const page = await getConsentRequest(ctx, handle, (await cookies()).get(consentCookieName())?.value);
  if (page.state === "sign_in_again") redirect(confirmPasswordPath(here));
  if (page.state === "gone") return <RequestGone reason={page.reason} />;
  const { state: _, ...view } = page;
  return <ConsentRequest view={view} brandName={config().brandName} error={readConsentError(one(params["error"]), one(params["field"]))} />;
}
