import type { Metadata } from "next";
import { WebhooksGuide } from "@/components/docs/guides/webhooks/guide";

export const metadata: Metadata = { title: "Webhooks" };

export default function WebhooksDocsPage() {
  return <WebhooksGuide />;
}
