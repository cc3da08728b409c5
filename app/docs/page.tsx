import type { Metadata } from "next";
import { QuickStartGuide } from "@/components/docs/guides/quick-start";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Quick start" };

export default function DocsPage() {
  return <QuickStartGuide host={config().publicUrl} brandName={config().brandName} />;
}
