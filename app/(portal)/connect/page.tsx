import type { Metadata } from "next";
import { AddressCard } from "@/components/connect/address-card";
import { ConnectGuides } from "@/components/connect/guides";
import { ServerChoice } from "@/components/connect/server-choice";
import { one, type SearchParams } from "@/components/search-params";
import { PageHeader } from "@/components/ui/page-header";
import { userContext } from "@/lib/auth/user-context";
import { connectGuides } from "@/lib/connect/snippets";
import { config } from "@/lib/env/config";
import { listMcpServers } from "@/lib/gateway/resources/list-mcp-servers";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Connect an app" };

export default async function ConnectPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.connect);
  const { publicUrl, brandName } = config();
  const asked = one((await searchParams)["server"]);
  const behind = (await listMcpServers(ctx)).map(({ name, prefix, url }) => ({ title: name, url, prefix, href: paths.connectTo(prefix), isOwn: false }));
  const servers = [{ title: brandName, url: `${publicUrl}/mcp`, prefix: "/mcp", href: paths.connect, isOwn: true }, ...behind];
  const chosen = servers.find(({ prefix }) => prefix === asked) ?? servers[0]!;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Connect an app" description="The app opens this portal in your browser, you choose what it may do, and from then on it renews its access by itself." />
      <div className="grid gap-6">
        {behind.length > 0 ? <ServerChoice servers={servers.map((server) => ({ ...server, isChosen: server === chosen }))} /> : null}
        <AddressCard address={chosen.url} />
        <ConnectGuides guides={connectGuides(chosen)} />
      </div>
    </div>
  );
}
