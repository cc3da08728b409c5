"use client";

import { ShieldCheck } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { apiKeySnippets } from "@/components/quick-start/snippets";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { KeyTag } from "@/components/ui/key-tag";
import type { CreatedApiKey } from "@/lib/contract/api-keys";

/** The one time a key is in the open: it closes once the key was copied, or its owner says that it is stored. */
export function SecretDialog({ created, host, onDone }: { created: CreatedApiKey; host: string; onDone: () => void }) {
  const [isStored, setStored] = useState(false);
  const [wasRefused, setRefused] = useState(false);
  useLeaveWarning(!isStored);
  return (
    <Dialog
      open
      gated={!isStored}
      onRefused={() => setRefused(true)}
      onOpenChange={(open) => !open && isStored && onDone()}
      title="Store this key now"
      description="It is shown this once. Only its SHA-256 is kept, so nobody can show it to you again."
      className="sm:max-w-2xl"
    >
      <div className="grid gap-5 px-6 pt-5">
        <KeyTag value={created.key} label={created.name} actions={<CopyButton value={created.key} what="API key" variant="primary" onCopied={() => setStored(true)} />} />
        <SnippetTabs label="Try it" snippets={apiKeySnippets(host, created.key)} onCopied={() => setStored(true)} />
      </div>
      <footer className="mt-5 flex flex-wrap items-center justify-between gap-4 border-t border-line px-6 py-4">
        <StoredBox isStored={isStored} onChange={setStored} />
        <Button variant="primary" disabled={!isStored} onClick={onDone}>
          Done
        </Button>
        <p role="alert" className="basis-full text-sm text-bad empty:hidden">
          {wasRefused && !isStored ? "Copy the key or tick the box first: once this is closed, the key cannot be shown again." : ""}
        </p>
      </footer>
    </Dialog>
  );
}

function StoredBox({ isStored, onChange }: { isStored: boolean; onChange: (stored: boolean) => void }) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex cursor-pointer items-center gap-2.5 text-sm">
      <Checkbox id={id} checked={isStored} onChange={(event) => onChange(event.target.checked)} />
      I have stored it in a safe place
      {isStored ? <ShieldCheck aria-hidden className="size-4 text-good" /> : null}
    </label>
  );
}

/** Closing the tab is a way to lose the key, too. */
function useLeaveWarning(active: boolean) {
  useEffect(() => {
    if (!active) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}
