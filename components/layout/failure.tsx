"use client";

import { Button } from "@/components/ui/button";

/** A page that could not be made. Says so, gives the reference for the log, offers another try. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error ? (error as Error & { digest?: string }).digest : undefined;
  return (
    <div role="alert" className="grid justify-items-center gap-5 px-4 py-20 text-center">
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">This page could not be shown</h1>
        <p className="max-w-sm text-muted">Nothing was changed. The cause is in the server’s log{digest ? ", under this reference:" : "."}</p>
        {digest ? <code className="text-sm text-muted">{digest}</code> : null}
      </div>
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
