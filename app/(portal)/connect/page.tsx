import type { Metadata } from "next";
import { AddressCard } from "@/components/connect/address-card";
import { ConnectGuides } from "@/components/connect/guides";
import { PageHeader } from "@/components/ui/page-header";
import { userContext } from "@/lib/auth/user-context";
import { connectGuides } from "@/lib/connect/snippets";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Connect an app" };

export default async function ConnectPage() {
  await userContext(paths.connect);
  const { publicUrl, brandName } = config();
  const address = `${publicUrl}/mcp`;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Connect an app" description="The app opens this portal in your browser, you choose what it may do, and from then on it renews its access by itself." />
      <div className="grid gap-6">
        <AddressCard address={address} />
        <ConnectGuides guides={connectGuides({ url: address, title: brandName, isOwn: true })} />
      </div>
    </div>
  );
}
