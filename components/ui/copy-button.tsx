"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";

type CopyButtonProps = { value: string; label?: string; what?: string; onCopied?: () => void; variant?: "primary" | "secondary" | "on-code"; className?: string };

/** Copies `value`; says so to eyes and ears. `what` completes the accessible name: "Copy API token". */
export function CopyButton({ value, label = "Copy", what, onCopied, variant = "secondary", className }: CopyButtonProps) {
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");
  useEffect(() => {
    if (state === "ready") return undefined;
    const timer = setTimeout(() => setState("ready"), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    const copied = await copyText(value);
    setState(copied ? "copied" : "failed");
    if (copied) onCopied?.();
  }

  const words = { ready: label, copied: "Copied", failed: "Press Ctrl+C" }[state];
  const onCode = variant === "on-code";
  return (
    <Button
      size={onCode ? "sm" : "md"}
      variant={variant}
      className={className}
      onClick={copy}
      aria-label={what && state === "ready" ? `${label} ${what}` : undefined}
    >
      {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{words}</span>
    </Button>
  );
}

async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyBySelection(value);
  }
}

/** The clipboard is closed to pages on plain http that are not this machine; the old way still works there. */
function copyBySelection(value: string): boolean {
  const area = document.createElement("textarea");
  area.value = value;
  area.setAttribute("readonly", "");
  area.className = "fixed top-0 opacity-0";
  (document.querySelector("[role=dialog]") ?? document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
