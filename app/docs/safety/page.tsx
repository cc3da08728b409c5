import type { Metadata } from "next";
import { SafetyGuide } from "@/components/docs/guides/safety";
import { config } from "@/lib/env/config";
import { describeRules } from "@/lib/safety/describe-rules";

export const metadata: Metadata = { title: "Safety and reminders" };

export default function SafetyGuidePage() {
  const { publicUrl, requestLogDays } = config();
  return <SafetyGuide host={publicUrl} rules={describeRules()} logDays={requestLogDays} />;
}
