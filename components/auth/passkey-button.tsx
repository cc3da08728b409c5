"use client";

import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { Fingerprint } from "lucide-react";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { describePasskeyError } from "@/components/second-factor/describe-passkey-error";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";

type PasskeyButtonProps = {
  next: string | undefined;
  /** Whose passkeys are accepted: those of the person in the second step, or of the person signed in; absent: anybody's. */
  purpose?: "second-factor" | "confirm";
  /** Also offers passkeys among the names that the browser fills in. */
  autofill?: boolean;
  variant?: "primary" | "secondary";
};

/** Signs in with a passkey: the browser answers a challenge, and a plain form carries the answer. Absent where there is no JavaScript, or no WebAuthn. */
export function PasskeyButton({ next, purpose, autofill = false, variant = "secondary" }: PasskeyButtonProps) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isSupported = useSyncExternalStore(subscribeToNothing, browserSupportsWebAuthn, () => true);

  const signIn = useCallback(
    async (useBrowserAutofill: boolean) => {
      const optionsJSON = await fetchOptions(purpose);
      const response = await startAuthentication({ optionsJSON, useBrowserAutofill });
      const field = form.current?.elements.namedItem("response");
      if (!(field instanceof HTMLInputElement)) return;
      field.value = JSON.stringify(response);
      form.current?.submit();
    },
    [purpose],
  );
  useAutofill(autofill, signIn);

  if (!isSupported) return null;
  const press = () => {
    setBusy(true);
    setError(undefined);
    signIn(false).catch((reason: unknown) => {
      setError(reason);
      setBusy(false);
    });
  };
  return (
    <form ref={form} action={paths.passkeySubmit} method="post" className="grid gap-3 noscript:hidden">
      <input type="hidden" name="response" />
      {next ? <input type="hidden" name="next" value={next} /> : null}
      {purpose ? <input type="hidden" name="for" value={purpose} /> : null}
      {purpose === "confirm" ? <input type="hidden" name="confirm" value="1" /> : null}
      <Button variant={variant} size="lg" busy={isBusy} onClick={press}>
        <Fingerprint aria-hidden /> {purpose ? "Use a passkey" : "Sign in with a passkey"}
      </Button>
      {error ? <Notice tone="bad">{describePasskeyError(error)}</Notice> : null}
    </form>
  );
}

const subscribeToNothing = () => () => undefined;

/** A challenge is good for five minutes: while the page is looked at, the offer is made anew before that. */
const renewMilliseconds = 240_000;

/** The browser offers passkeys where it fills in names. What becomes of that is nobody's error: the form stands beside it. */
function useAutofill(isOn: boolean, signIn: (useBrowserAutofill: boolean) => Promise<void>): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const offer = () => {
      if (document.hidden) return;
      browserSupportsWebAuthnAutofill()
        .then((isPossible) => (isPossible ? signIn(true) : undefined))
        .catch(() => undefined);
    };
    offer();
    const timer = setInterval(offer, renewMilliseconds);
    return () => clearInterval(timer);
  }, [isOn, signIn]);
}

/** One after the other: the first answer marks the browser, and what is asked next is bound to the same mark. */
function fetchOptions(purpose: string | undefined): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const asked = earlier.then(() => ask(purpose));
  earlier = asked.catch(() => undefined);
  return asked;
}

let earlier: Promise<unknown> = Promise.resolve();

async function ask(purpose: string | undefined): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const response = await fetch(purpose ? `${paths.passkeyOptions}?for=${purpose}` : paths.passkeyOptions, { method: "POST" });
  const answer = (await response.json()) as { options?: PublicKeyCredentialRequestOptionsJSON };
  if (!answer.options) throw new Error("No challenge was given");
  return answer.options;
}
