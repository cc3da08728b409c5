import type { Metadata } from "next";
import { StatusBoard } from "@/components/status/status-board";
import { PublicFooter } from "@/components/layout/public-footer";
import { PublicHeader } from "@/components/layout/public-header";
import { config } from "@/lib/env/config";
import { getHealth } from "@/lib/health/get";

export const metadata: Metadata = { title: "Status" };

/** Asks for no session: it must be shown while the database is away. */
export default async function StatusPage() {
  const { brandName, publicUrl } = config();
  const health = await getHealth(undefined).catch(() => undefined);
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader brandName={brandName} isSignedIn={false} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-2xl flex-1 px-4 py-14 outline-none sm:px-8">
        <StatusBoard isWell={health !== undefined} version={health?.version} host={publicUrl} checkedAt={new Date().toISOString()} />
      </main>
      <PublicFooter brandName={brandName} />
    </div>
  );
}
