import type { Metadata } from "next";
import { SignInGuide } from "@/components/docs/guides/sign-in";
import { config } from "@/lib/env/config";
import { offeredWebProviders } from "@/lib/identities/provider";

export const metadata: Metadata = { title: "Google and GitHub" };

export default function SignInDocsPage() {
  return <SignInGuide publicUrl={config().publicUrl} offered={offeredWebProviders()} />;
}
