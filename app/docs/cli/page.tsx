import type { Metadata } from "next";
import { CliGuide } from "@/components/docs/guides/cli/guide";
import { cliPackage } from "@/lib/connect/cli-snippets";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Command line" };

export default function CliPage() {
  const { publicUrl } = config();
  return <CliGuide host={publicUrl} packageUrl={cliPackage(publicUrl)} />;
}
