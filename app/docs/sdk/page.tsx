import type { Metadata } from "next";
import { SdkGuide } from "@/components/docs/guides/sdk/guide";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Client library and middleware" };

export default function SdkPage() {
  return <SdkGuide house={{ publicUrl: config().publicUrl }} />;
}
