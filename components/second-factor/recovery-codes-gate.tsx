"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { StoreGate } from "@/components/ui/store-gate";

/** The one time that the recovery codes are in the open. */
export function RecoveryCodesGate({ codes, brandName, username, onDone }: { codes: string[]; brandName: string; username: string; onDone: () => void }) {
  return (
    <StoreGate
      title="Store your recovery codes now"
      description="Each signs you in once when the app or the passkey is lost. They are shown this once, and nobody can show them to you again."
      refusal="Copy or download the codes, or tick the box first: once this is closed, they cannot be shown again."
      storedLabel="I have stored them in a safe place"
      onDone={onDone}
    >
      {(onStored) => (
        <>
          <ul aria-label="Recovery codes" className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-lg border border-brass-line bg-surface px-5 py-4 font-mono text-sm dark:bg-raised">
            {codes.map((code) => (
              <li key={code} className="select-all">
                {code}
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap gap-2">
            <CopyButton value={codes.join("\n")} what="recovery codes" variant="primary" onCopied={onStored} />
            <Button asChild>
              <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(fileText(codes, brandName, username))}`} download={`${brandName.toLowerCase().replace(/\W+/g, "-")}-recovery-codes.txt`} onClick={onStored}>
                <Download aria-hidden /> Download
              </a>
            </Button>
          </div>
        </>
      )}
    </StoreGate>
  );
}

function fileText(codes: string[], brandName: string, username: string): string {
  return `Recovery codes of ${username} at ${brandName}\nEach works once.\n\n${codes.join("\n")}\n`;
}
