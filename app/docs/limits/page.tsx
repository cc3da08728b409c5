import type { Metadata } from "next";
import { LimitsGuide } from "@/components/docs/guides/limits";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Limits" };

export default function LimitsPage() {
  const { ratePerMinute, anonymousRatePerMinute } = config();
  return <LimitsGuide ratePerMinute={ratePerMinute} anonymousRatePerMinute={anonymousRatePerMinute} />;
}
