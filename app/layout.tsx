import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { OpenHouseBanner } from "@/components/layout/open-house-banner";
import { Providers } from "@/components/layout/providers";
import { config } from "@/lib/env/config";
import { inter, jetbrainsMono } from "./fonts";
import "./globals.css";

/** Every page carries the nonce of its request, so none can be rendered ahead of time. */
export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const { brandName, publicUrl } = config();
  return {
    metadataBase: new URL(publicUrl),
    title: { default: brandName, template: `%s · ${brandName}` },
    description: `Sign up, take your API token, call the API. ${brandName} shows where every key was last used and takes any of them back with one click.`,
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f6" },
    { media: "(prefers-color-scheme: dark)", color: "#141210" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const policy = (await headers()).get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  return (
    <html lang="en" className={`${inter.variable} ${jetbrainsMono.variable}`} suppressHydrationWarning>
      <body>
        <a href="#main" className="sr-only z-50 rounded-md bg-action px-4 py-2 text-sm font-medium text-on-action focus:not-sr-only focus:fixed focus:top-3 focus:left-3">
          Skip to content
        </a>
        <Providers nonce={nonce}>
          {config().enableAuth ? null : <OpenHouseBanner />}
          {children}
        </Providers>
      </body>
    </html>
  );
}
