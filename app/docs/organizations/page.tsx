import type { Metadata } from "next";
import { OrganizationsGuide } from "@/components/docs/guides/organizations";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Organizations" };

export default function OrganizationsGuidePage() {
  return <OrganizationsGuide publicUrl={config().publicUrl} />;
}
