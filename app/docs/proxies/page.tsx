import type { Metadata } from "next";
import { ProxiesGuide } from "@/components/docs/guides/proxies";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "In front of your API" };

export default function ProxiesPage() {
  return <ProxiesGuide site={{ keyhouse: config().publicUrl, upstream: "http://127.0.0.1:8080", scope: "agents:read" }} />;
}
