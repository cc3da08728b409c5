import type { Metadata } from "next";
import { readConsentError } from "@/components/consent/consent-error";
import { DeviceCodeForm } from "@/components/consent/device/code-form";
import { DeviceDone } from "@/components/consent/device/done";
import { DeviceRequest } from "@/components/consent/device/request";
import { describeSeconds } from "@/components/describe-seconds";
import { one, type SearchParams } from "@/components/search-params";
import { userContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { findDeviceRequest } from "@/lib/oauth/device/find";
import { paths } from "@/lib/paths";
import { getTelegramCard } from "@/lib/telegram/link/card";
import { telegramUsername } from "@/lib/telegram/status";

export const metadata: Metadata = { title: "Connect a device", robots: { index: false } };

export default async function DevicePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const typed = one(params["user_code"]);
  const done = one(params["done"]);
  const ctx = await userContext(typed === undefined ? paths.device : `${paths.device}?user_code=${encodeURIComponent(typed)}`);
  if (done === "allowed" || done === "denied") return <DeviceDone allowed={done === "allowed"} />;
  // to whom it can be sent instead, where the person's Telegram is linked
  const bot = (await getTelegramCard(ctx))?.linked ? telegramUsername() : undefined;
  if (typed === undefined) return <DeviceCodeForm bot={bot} typed={undefined} problem={undefined} />;
  const page = await findDeviceRequest(ctx, typed);
  if (page.state === "unknown") return <DeviceCodeForm bot={bot} typed={typed} problem="No device waits with this code. It may be mistyped, answered already, or expired." />;
  if (page.state === "limited") return <DeviceCodeForm bot={bot} typed={undefined} problem={`Too many codes that were not right. Try again in ${describeWait(page.retry_after)}.`} />;
  const { state: _, ...view } = page;
  return <DeviceRequest view={view} brandName={config().brandName} error={readConsentError(one(params["error"]), one(params["field"]))} />;
}

const describeWait = (seconds: number) => describeSeconds(Math.ceil(seconds / 60) * 60);
