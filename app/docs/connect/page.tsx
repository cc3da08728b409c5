import type { Metadata } from "next";
import Link from "next/link";
import { AddressCard } from "@/components/connect/address-card";
import { ConnectGuides } from "@/components/connect/guides";
import { Article } from "@/components/docs/article";
import { connectGuides } from "@/lib/connect/snippets";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Connect an app" };

export default function ConnectGuidePage() {
  const { publicUrl, brandName } = config();
  const address = `${publicUrl}/mcp`;
  return (
    <Article
      title="Connect an app"
      lead={
        <>
          Clients that speak MCP find out how to sign in by themselves: give them the address, and choose in the browser what they may do. Where there is no browser, <Link href={paths.docsMcpStdio} className="link">they start a program</Link> instead.
        </>
      }
    >
      <div className="grid gap-6">
        <AddressCard address={address} />
        <p className="text-sm text-muted">
          MCP servers behind the gateway have addresses of their own, like <code>{address}/name</code>. Once you are signed in, <Link href={paths.connect} className="link">Connect an app</Link> lists those that you may use, with the same lines for each.
        </p>
        <ConnectGuides guides={connectGuides({ url: address, title: brandName, isOwn: true })} />
      </div>
    </Article>
  );
}
