"use client";

import { ShieldCheck } from "lucide-react";
import { useEffect, useId, useState, type ReactNode } from "react";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { Dialog } from "./dialog";

type StoreGateProps = {
  title: string;
  description: string;
  /** What is said when somebody tries to close it too early. */
  refusal: string;
  storedLabel: string;
  onDone: () => void;
  /** What is to be stored; told when it was. */
  children: (onStored: () => void) => ReactNode;
};

/** A dialog that closes once what it shows was copied, or its owner says that it is stored. */
export function StoreGate({ title, description, refusal, storedLabel, onDone, children }: StoreGateProps) {
  const [isStored, setStored] = useState(false);
  const [wasRefused, setRefused] = useState(false);
  useLeaveWarning(!isStored);
  return (
    <Dialog open gated={!isStored} onRefused={() => setRefused(true)} onOpenChange={(open) => !open && isStored && onDone()} title={title} description={description} className="sm:max-w-2xl">
      <div className="grid gap-5 px-6 pt-5">{children(() => setStored(true))}</div>
      <footer className="mt-5 flex flex-wrap items-center justify-between gap-4 border-t border-line px-6 py-4">
        <StoredBox label={storedLabel} isStored={isStored} onChange={setStored} />
        <Button variant="primary" disabled={!isStored} onClick={onDone}>
          Done
        </Button>
        <p role="alert" className="basis-full text-sm text-bad empty:hidden">
          {wasRefused && !isStored ? refusal : ""}
        </p>
      </footer>
    </Dialog>
  );
}

function StoredBox({ label, isStored, onChange }: { label: string; isStored: boolean; onChange: (stored: boolean) => void }) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex cursor-pointer items-center gap-2.5 text-sm">
      <Checkbox id={id} checked={isStored} onChange={(event) => onChange(event.target.checked)} />
      {label}
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
