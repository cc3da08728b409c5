import type { Metadata } from "next";
import { LeaksGuide } from "@/components/docs/guides/leaks";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Leaked keys" };

export default function LeaksPage() {
  const { publicUrl, keyPrefix } = config();
  return <LeaksGuide host={publicUrl} keyPrefix={keyPrefix} />;
}
