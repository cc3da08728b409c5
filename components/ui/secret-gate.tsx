"use client";

import { ShieldCheck } from "lucide-react";
import { useEffect, useId, useState, type ReactNode } from "react";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { CopyButton } from "./copy-button";
import { Dialog } from "./dialog";
import { KeyTag } from "./key-tag";

type SecretGateProps = {
  /** What it is, in running text: "key", "client secret". */
  what: string;
  /** The accessible name of the copy button says: "Copy API key". */
  copyName: string;
  secret: string;
  label: string;
  onDone: () => void;
  /** More to copy; told when something was. */
  children?: (onCopied: () => void) => ReactNode;
};

/** The one time a secret is in the open: it closes once the secret was copied, or its owner says that it is stored. */
export function SecretGate({ what, copyName, secret, label, onDone, children }: SecretGateProps) {
  const [isStored, setStored] = useState(false);
  const [wasRefused, setRefused] = useState(false);
  useLeaveWarning(!isStored);
  const store = () => setStored(true);
  return (
    <Dialog
      open
      gated={!isStored}
      onRefused={() => setRefused(true)}
      onOpenChange={(open) => !open && isStored && onDone()}
      title={`Store this ${what} now`}
      description="It is shown this once. Only its SHA-256 is kept, so nobody can show it to you again."
      className="sm:max-w-2xl"
    >
      <div className="grid gap-5 px-6 pt-5">
        <KeyTag value={secret} label={label} actions={<CopyButton value={secret} what={copyName} variant="primary" onCopied={store} />} />
        {children?.(store)}
      </div>
      <footer className="mt-5 flex flex-wrap items-center justify-between gap-4 border-t border-line px-6 py-4">
        <StoredBox isStored={isStored} onChange={setStored} />
        <Button variant="primary" disabled={!isStored} onClick={onDone}>
          Done
        </Button>
        <p role="alert" className="basis-full text-sm text-bad empty:hidden">
          {wasRefused && !isStored ? `Copy the ${what} or tick the box first: once this is closed, the ${what} cannot be shown again.` : ""}
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

/** Closing the tab is a way to lose the secret, too. */
function useLeaveWarning(active: boolean) {
  useEffect(() => {
    if (!active) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}
