import type { Metadata } from "next";
import { GatewayGuide } from "@/components/docs/guides/gateway/guide";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Gateway" };

export default function GatewayDocsPage() {
  return <GatewayGuide host={config().publicUrl} />;
}
