"use client";

import { LoaderCircle } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

const lookEveryMs = 2000;

/** Goes on by itself as soon as it was confirmed in Telegram; the button does the same for whoever cannot wait, or has no JavaScript. */
export function WaitingForm({ stateUrl, action }: { stateUrl: string; action: string }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const stopped = new AbortController();
    void wait(stateUrl, stopped.signal).then((state) => {
      if (state === "confirmed") form.current?.requestSubmit();
      else if (state !== undefined) location.reload();
    });
    return () => stopped.abort();
  }, [stateUrl]);
  return (
    <form ref={form} action={action} method="post" className="grid gap-3 border-t border-line pt-5">
      <p role="status" className="flex items-center justify-center gap-2 text-sm text-muted noscript:hidden">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        Waiting. This page continues by itself.
      </p>
      <Button type="submit">I have confirmed</Button>
    </form>
  );
}

/** The first state that is not "waiting"; undefined where nobody waits any more. A look that fails is made again. */
async function wait(stateUrl: string, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    const state = await look(stateUrl, signal).catch(() => "waiting");
    if (state !== "waiting") return signal.aborted ? undefined : state;
  }
  return undefined;
}

async function look(stateUrl: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(stateUrl, { signal, cache: "no-store" });
  return response.ok ? ((await response.json()) as { state: string }).state : "waiting";
}
