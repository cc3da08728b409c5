import type { Metadata } from "next";
import { StdioGuide } from "@/components/docs/guides/stdio";
import { stdioGuides, stdioPackage } from "@/lib/connect/stdio-snippets";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "MCP without a browser" };

export default function StdioPage() {
  const { publicUrl, brandName } = config();
  const house = { publicUrl, brandName };
  return <StdioGuide publicUrl={publicUrl} packageUrl={stdioPackage(house)} guides={stdioGuides(house)} />;
}
