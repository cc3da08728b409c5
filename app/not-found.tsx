import type { Metadata } from "next";
import Link from "next/link";
import { Mark } from "@/components/layout/mark";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" tabIndex={-1} className="grid min-h-[70dvh] place-items-center px-4 py-16 outline-none">
      <div className="grid justify-items-center gap-5 text-center">
        <Mark className="h-9 w-auto text-brass-solid" />
        <div className="grid gap-2">
          <p className="font-mono text-sm text-faint">404</p>
          <h1 className="text-2xl font-semibold tracking-tight">No door here</h1>
          <p className="max-w-sm text-muted">This address leads nowhere, or to something that is not yours.</p>
        </div>
        <div className="flex flex-wrap justify-center gap-3">
          <Button asChild variant="primary">
            <Link href={paths.dashboard}>Dashboard</Link>
          </Button>
          <Button asChild>
            <Link href={paths.docs}>Documentation</Link>
          </Button>
        </div>
      </div>
    </main>
  );
}
