import type { Metadata } from "next";
import { AuditGuide } from "@/components/docs/guides/audit";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Audit log" };

export default function AuditPage() {
  const { publicUrl, requestLogDays } = config();
  return <AuditGuide host={publicUrl} requestLogDays={requestLogDays} />;
}
