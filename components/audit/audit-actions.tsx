"use client";

import { Download, ShieldCheck } from "lucide-react";
import { useMutation } from "@tanstack/react-query";
import { callRoute } from "@/components/call-route";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** The log to take along, and, for administrators, the proof that nobody has touched it. */
export function AuditActions({ exportAddress, mayVerify }: { exportAddress: string; mayVerify: boolean }) {
  const verify = useMutation({ mutationKey: ["verifyAuditEvents"], mutationFn: () => callRoute("verifyAuditEvents") });
  return (
    <div className="mb-4 grid gap-4">
      <div className="flex flex-wrap gap-2">
        {["csv", "ndjson"].map((format) => (
          <Button key={format} asChild size="sm">
            <a href={`${exportAddress}${exportAddress.includes("?") ? "&" : "?"}format=${format}`} download>
              <Download aria-hidden /> {format === "csv" ? "CSV" : "NDJSON"}
            </a>
          </Button>
        ))}
        {mayVerify ? (
          <Button size="sm" busy={verify.isPending} onClick={() => verify.mutate()}>
            <ShieldCheck aria-hidden /> Verify chain
          </Button>
        ) : null}
      </div>
      {verify.error ? <Notice tone="bad">{describeError(verify.error)}</Notice> : null}
      {verify.data?.valid ? (
        <Notice tone="good" title={`All ${verify.data.checked} events hold`}>
          None was changed or taken out. Keep the head elsewhere to be able to tell later that nothing was cut off: <code className="break-all">{verify.data.head.hash}</code>
        </Notice>
      ) : null}
      {verify.data?.broken ? (
        <Notice tone="bad" title={`The chain does not hold at event ${verify.data.broken.sequence}`}>
          {verify.data.broken.reason}. The {verify.data.checked} events before it hold. Compare with your last backup: somebody has written to the database past Keyhouse.
        </Notice>
      ) : null}
    </div>
  );
}
