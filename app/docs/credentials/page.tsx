import type { Metadata } from "next";
import { CredentialsGuide } from "@/components/docs/guides/credentials";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Credentials" };

export default function CredentialsPage() {
  const { publicUrl, keyPrefix, sessionTokenTtlSeconds, tokenExpirationSeconds } = config();
  return <CredentialsGuide host={publicUrl} keyPrefix={keyPrefix} sessionTokenSeconds={sessionTokenTtlSeconds} accessTokenSeconds={tokenExpirationSeconds} />;
}
