"use client";

import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { KeyTag } from "./key-tag";
import { StoreGate } from "./store-gate";

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
  return (
    <StoreGate
      title={`Store this ${what} now`}
      description="It is shown this once. Only its SHA-256 is kept, so nobody can show it to you again."
      refusal={`Copy the ${what} or tick the box first: once this is closed, the ${what} cannot be shown again.`}
      storedLabel="I have stored it in a safe place"
      onDone={onDone}
    >
      {(onStored) => (
        <>
          <KeyTag value={secret} label={label} actions={<CopyButton value={secret} what={copyName} variant="primary" onCopied={onStored} />} />
          {children?.(onStored)}
        </>
      )}
    </StoreGate>
  );
}
