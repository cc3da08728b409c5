"use client";

import { useState } from "react";
import { Card } from "@/components/ui/card";
import type { PasskeyView } from "@/lib/contract/passkeys";
import type { SecondFactorState } from "@/lib/contract/second-factor";
import { PasskeyRows } from "./passkey-rows";
import { RecoveryCodesGate } from "./recovery-codes-gate";
import { RecoveryRow } from "./recovery-row";
import { TotpRow } from "./totp-row";

type SecondFactorCardProps = {
  state: SecondFactorState;
  passkeys: PasskeyView[];
  /** Can a passkey be made at the address where this house is? */
  passkeysPossible: boolean;
  /** The sign-in is older than 10 minutes: whoever it is proves it again before they change anything. */
  confirmFirst: boolean;
  brandName: string;
  username: string;
};

/** What stands between a stolen password and the account. */
export function SecondFactorCard({ state, passkeys, passkeysPossible, confirmFirst, brandName, username }: SecondFactorCardProps) {
  const [codes, setCodes] = useState<string[] | undefined>();
  const common = { confirmFirst, onCodes: setCodes };
  return (
    <Card title="Second factor" description={state.enabled ? "On: whoever learns your password still cannot sign in." : "Off: whoever learns your password can sign in. An app or a passkey prevents that."}>
      <ul className="mt-4 divide-y divide-line border-t border-line">
        <TotpRow state={state} {...common} />
        <PasskeyRows passkeys={passkeys} state={state} possible={passkeysPossible} {...common} />
        {state.enabled ? <RecoveryRow left={state.recovery_codes_left} {...common} /> : null}
      </ul>
      {codes ? <RecoveryCodesGate codes={codes} brandName={brandName} username={username} onDone={() => setCodes(undefined)} /> : null}
    </Card>
  );
}
